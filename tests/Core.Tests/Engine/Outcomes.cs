using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Tests.Engine;

public sealed class Outcomes : IDisposable
{
    private readonly EngineBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_plan_whose_steps_are_done_is_done()
    {
        var result = await bench.RunAsync(ScriptedStep.Entry("a", StepOutcome.Done), ScriptedStep.Entry("b", StepOutcome.Done));

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Equal("i-0000000000000000a", result.InstanceId);
        Assert.Equal(["a", "b"], result.Steps.Select(step => step.Entry.Name));
    }

    [Fact]
    public async Task An_exception_is_a_failed_step_and_the_plan_goes_on()
    {
        var result = await bench.RunAsync(
            ScriptedStep.Entry("a", (_, _) => throw new FormatException("bad form")),
            ScriptedStep.Entry("b", StepOutcome.Done));

        var failed = Assert.IsType<StepOutcome.FailedOutcome>(result.Steps[0].Outcome);
        Assert.Equal(("bad form", "System.FormatException"), (failed.Message, failed.Error));
        Assert.Equal("done", result.Steps[1].Outcome.Word);
        Assert.Equal(RunOutcome.Failed, result.Outcome);
    }

    [Fact]
    public async Task A_failure_with_onError_stop_skips_the_rest_and_says_so()
    {
        var result = await bench.RunAsync(
            ScriptedStep.Entry("a", StepOutcome.Failed("no")) with { OnError = ErrorPolicy.Stop },
            ScriptedStep.Entry("b", StepOutcome.Done));

        Assert.Equal("not reached: a failed, and its onError is stop", result.Steps[1].Outcome.Explanation);
    }

    [Fact]
    public async Task A_reboot_ends_the_run_after_the_journal_holds_it()
    {
        var result = await bench.RunAsync(
            ScriptedStep.Entry("rename", StepOutcome.RebootThenDone("the name takes effect at the next start")),
            ScriptedStep.Entry("later", StepOutcome.Done));

        Assert.Equal(RunOutcome.Reboot, result.Outcome);
        Assert.Equal(["the name takes effect at the next start"], bench.Reboots);
        Assert.Equal("not reached: the machine restarts for rename", result.Steps[1].Outcome.Explanation);
        Assert.Equal("reboot", bench.Journal()[^1].Outcome);
    }

    [Fact]
    public async Task A_step_that_asked_to_resume_is_told_so_after_the_reboot()
    {
        var calls = new List<bool>();
        var entry = ScriptedStep.Entry("join", (context, _) =>
        {
            calls.Add(context.Resumed);
            return Task.FromResult(context.Resumed ? StepOutcome.Done : StepOutcome.RebootThenResume("half way"));
        }) with { Frequency = StepFrequency.PerInstance };

        await bench.RunAsync(entry);
        await bench.RunAsync(entry);
        var third = await bench.RunAsync(entry);

        Assert.Equal([false, true], calls);
        Assert.StartsWith("done once for this instance", third.Steps[0].Outcome.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_always_wants_a_reboot_fails_after_five_and_the_plan_goes_on()
    {
        var loop = ScriptedStep.Entry("loop", StepOutcome.RebootThenResume("once more"));
        RunResult result;
        do
        {
            result = await bench.RunAsync(loop, ScriptedStep.Entry("later", StepOutcome.Done));
        }
        while (result.Outcome == RunOutcome.Reboot && bench.Reboots.Count < 20);

        Assert.Equal(5, bench.Reboots.Count);
        Assert.Equal("failed", result.Steps[0].Outcome.Word);
        Assert.Equal("done", result.Steps[1].Outcome.Word);
    }

    [Fact]
    public async Task All_steps_together_get_ten_reboots_in_a_row()
    {
        var entries = Enumerable.Range(1, 4)
            .Select(i => ScriptedStep.Entry($"loop{i}", StepOutcome.RebootThenResume("once more"))).ToArray();
        RunResult result;
        do
        {
            result = await bench.RunAsync(entries);
        }
        while (result.Outcome == RunOutcome.Reboot && bench.Reboots.Count < 30);

        Assert.Equal(10, bench.Reboots.Count);
    }

    [Fact]
    public async Task Cancellation_fails_the_step_under_way_and_skips_the_rest()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var plan = new Plan([
            new([ScriptedStep.Entry("slow", async (_, token) =>
            {
                await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                return StepOutcome.Done;
            })]),
            new([ScriptedStep.Entry("later", StepOutcome.Done)]),
        ]);

        var result = await bench.RunAsync(plan, new RunOptions(), cancel.Token);

        Assert.Equal("the run was cancelled", result.Steps[0].Outcome.Explanation);
        Assert.Equal("not reached: the run was cancelled", result.Steps[1].Outcome.Explanation);
        Assert.Equal(RunOutcome.Failed, result.Outcome);
    }
}
