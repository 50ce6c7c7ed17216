using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Tests.Engine;

public sealed class Postponement : IDisposable
{
    private readonly EngineBench bench = new();
    private readonly List<string> calls = [];

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_step_that_puts_itself_off_runs_after_all_others_and_keeps_its_place()
    {
        var result = await bench.RunAsync(Late("late", StepOutcome.Done), Early("b"), Early("c"));

        Assert.Equal(["late", "b", "c", "late again"], calls);
        Assert.Equal(["late", "b", "c"], result.Steps.Select(step => step.Entry.Name));
        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Equal(["change"], result.Steps[0].Changes);
        Assert.DoesNotContain(bench.Journal(), record => record.Outcome == "postponed");
    }

    [Fact]
    public async Task It_is_not_reached_when_a_later_step_restarts_the_machine_and_runs_after_that()
    {
        var result = await bench.RunAsync(
            Late("late", StepOutcome.Done), ScriptedStep.Entry("b", StepOutcome.RebootThenDone("a driver needs it")));
        Assert.Equal("not reached: the machine restarts for b", result.Steps[0].Outcome.Explanation);

        var next = await bench.RunAsync(Late("late", StepOutcome.Done), Early("b"));
        Assert.Equal("done", next.Steps[0].Outcome.Word);
    }

    [Fact]
    public async Task It_may_ask_for_a_reboot_and_is_told_of_it_in_both_calls()
    {
        var result = await bench.RunAsync(Late("late", StepOutcome.RebootThenResume("more to do")));
        Assert.Equal(RunOutcome.Reboot, result.Outcome);

        var resumed = new List<bool>();
        await bench.RunAsync(ScriptedStep.Entry("late", (context, _) =>
        {
            resumed.Add(context.Resumed);
            return Task.FromResult(context.IsPostponed ? StepOutcome.Done : StepOutcome.Postponed("last"));
        }));
        Assert.Equal([true, true], resumed);
    }

    [Fact]
    public async Task It_cannot_put_itself_off_for_ever()
    {
        var result = await bench.RunAsync(Late("late", StepOutcome.Postponed("never")));

        Assert.Contains("wants to be postponed again: never", result.Steps[0].Outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal(RunOutcome.Failed, result.Outcome);
    }

    [Fact]
    public async Task A_forced_run_is_told_to_the_step()
    {
        bool? forced = null;
        await bench.RunAsync(new RunOptions { Force = true }, ScriptedStep.Entry("a", (context, _) =>
        {
            forced = context.Force;
            return Task.FromResult(StepOutcome.Done);
        }));
        Assert.True(forced);
    }

    private PlanEntry Early(string name) => ScriptedStep.Entry(name, (_, _) =>
    {
        calls.Add(name);
        return Task.FromResult(StepOutcome.Done);
    });

    private PlanEntry Late(string name, StepOutcome outcome) => ScriptedStep.Entry(name, async (context, token) =>
    {
        calls.Add(context.IsPostponed ? $"{name} again" : name);
        if (!context.IsPostponed)
            return StepOutcome.Postponed("it must come last");
        await context.ChangeAsync("change", _ => Task.CompletedTask, token);
        return outcome;
    });
}
