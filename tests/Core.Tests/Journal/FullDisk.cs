using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Tests.Engine;

namespace OpenLaunch.Core.Tests.Journal;

/// <summary>A disk that takes nothing: /dev/full answers every write as a full disk does.</summary>
public sealed class FullDisk : IDisposable
{
    private readonly EngineBench bench = new();

    public FullDisk()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        File.CreateSymbolicLink(bench.JournalPath, "/dev/full");
    }

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task What_always_runs_runs_and_the_run_says_that_it_is_not_recorded()
    {
        var result = await bench.RunAsync(ScriptedStep.Entry("routes", StepOutcome.Done));

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Single(bench.Events.OfType<RunEvent.Warning>(), w => w.Message.Contains("not recorded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_instance_console_says_so_too()
    {
        await bench.RunAsync(ScriptedStep.Entry("routes", StepOutcome.Done));

        Assert.Contains("Message: OpenLaunch could not record its run: ", bench.ConsoleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_stops_no_boot_and_repeats_nothing()
    {
        File.Delete(bench.JournalPath);
        File.CreateSymbolicLink(bench.JournalPath, "/proc/self/mem");

        var result = await bench.RunAsync(
            ScriptedStep.Entry("once", StepOutcome.Done) with { Frequency = StepFrequency.PerInstance },
            ScriptedStep.Entry("ready", StepOutcome.Done));

        Assert.Equal(["failed", "done"], result.Steps.Select(step => step.Outcome.Word));
    }

    [Fact]
    public async Task A_lock_that_cannot_be_taken_stops_no_boot()
    {
        Directory.CreateDirectory(Path.Combine(bench.StateFolder, "run.lock"));
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root is refused by the disk and not by permissions");

        var result = await bench.RunAsync(ScriptedStep.Entry("ready", StepOutcome.Done));

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Contains(bench.Events.OfType<RunEvent.Warning>(), w => w.Message.StartsWith("There is no lock in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_must_not_run_twice_does_not_run_and_the_plan_goes_on()
    {
        var result = await bench.RunAsync(
            ScriptedStep.Entry("once", StepOutcome.Done) with { Frequency = StepFrequency.PerInstance },
            ScriptedStep.Entry("ready", StepOutcome.Done));

        Assert.StartsWith("not run: the journal cannot be written", result.Steps[0].Outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal("done", result.Steps[1].Outcome.Word);
    }

    [Fact]
    public async Task A_value_that_cannot_be_kept_fails_the_step_before_it_acts()
    {
        var acts = 0;
        var result = await bench.RunAsync(
            ScriptedStep.Entry("script", (context, _) =>
            {
                context.Remember("started", "yes");
                acts++;
                return Task.FromResult(StepOutcome.Done);
            }),
            ScriptedStep.Entry("ready", StepOutcome.Done));

        Assert.Equal(0, acts);
        Assert.StartsWith("not done: the journal cannot be written", result.Steps[0].Outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal("done", result.Steps[1].Outcome.Word);
    }

    [Fact]
    public async Task A_value_that_may_be_lost_is_recalled_within_the_run_all_the_same()
    {
        var result = await bench.RunAsync(ScriptedStep.Entry("routes", (context, _) => Task.FromResult(
            StepOutcome.Skipped($"{context.TryRemember("timeIsDue", "true")}, {context.Recall("timeIsDue")}"))));

        Assert.Equal("False, true", result.Steps[0].Outcome.Explanation);
    }
}
