using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Tests.Engine;

/// <summary>A restart counts when the next boot is there, and not when it was asked for.</summary>
public sealed class Restarts : IDisposable
{
    private readonly EngineBench bench = new();
    private readonly List<bool> calls = [];

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task One_that_windows_refuses_fails_the_entry_and_the_plan_goes_on()
    {
        bench.RefusesRestart = "another restart is being prepared";

        var result = await bench.RunAsync(
            ScriptedStep.Entry("rename", StepOutcome.RebootThenDone("the name takes effect at the next start")),
            ScriptedStep.Entry("ready", StepOutcome.Done));

        Assert.Equal(["failed", "done"], result.Steps.Select(step => step.Outcome.Word));
        Assert.Equal(
            "the machine must restart (the name takes effect at the next start), and did not: another restart is being prepared",
            result.Steps[0].Outcome.Explanation);
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal(RunState.Failed, RunStatus.From(bench.Journal(), isLocked: false).State);
        Assert.Single(bench.Events.OfType<RunEvent.RunFinished>());
    }

    [Fact]
    public async Task One_that_was_refused_is_tried_again_at_the_next_run()
    {
        bench.RefusesRestart = "not now";
        var entry = ScriptedStep.Entry("rename", StepOutcome.RebootThenDone("why")) with { Frequency = StepFrequency.PerInstance };
        await bench.RunAsync(entry);
        bench.RefusesRestart = null;

        var result = await bench.RunAsync(entry);

        Assert.Equal(RunOutcome.Reboot, result.Outcome);
        Assert.Equal(2, bench.Reboots.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_was_cut_off_is_asked_for_again_without_a_second_call_of_the_step(bool resumes)
    {
        var entry = Restarting(resumes);
        await bench.RunAsync(entry);
        bench.BootId = "1";

        var result = await bench.RunAsync(entry, ScriptedStep.Entry("ready", StepOutcome.Done));

        Assert.Equal(RunOutcome.Reboot, result.Outcome);
        Assert.Equal(["why", "why"], bench.Reboots);
        Assert.Equal([false], calls);
        Assert.Equal("not reached: the machine restarts for join", result.Steps[1].Outcome.Explanation);
    }

    [Fact]
    public async Task A_step_resumes_in_another_boot_only()
    {
        var entry = Restarting(resumes: true);
        await bench.RunAsync(entry);
        bench.BootId = "1";
        await bench.RunAsync(entry);

        var result = await bench.RunAsync(entry);

        Assert.Equal([false, true], calls);
        Assert.Equal(RunOutcome.Done, result.Outcome);
    }

    [Fact]
    public async Task Asking_again_in_one_boot_does_not_use_up_the_budget()
    {
        var entry = Restarting(resumes: true);
        for (var attempt = 0; attempt < 12; attempt++)
        {
            bench.BootId = "1";
            Assert.Equal(RunOutcome.Reboot, (await bench.RunAsync(entry)).Outcome);
        }
    }

    private PlanEntry Restarting(bool resumes) => ScriptedStep.Entry("join", (context, _) =>
    {
        calls.Add(context.Resumed);
        return Task.FromResult(context.Resumed ? StepOutcome.Done
            : resumes ? StepOutcome.RebootThenResume("why") : StepOutcome.RebootThenDone("why"));
    }) with { Frequency = StepFrequency.PerInstance };
}
