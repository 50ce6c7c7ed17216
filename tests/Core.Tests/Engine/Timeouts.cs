using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Tests.Engine;

public sealed class Timeouts : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly EngineBench bench;

    public Timeouts() => bench = new EngineBench { Time = clock };

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_step_that_takes_too_long_is_cancelled_and_fails_with_its_timeout()
    {
        var entry = ScriptedStep.Entry("slow", async (_, token) =>
        {
            clock.Advance(TimeSpan.FromMinutes(3));
            await Task.Delay(Timeout.Infinite, token);
            return StepOutcome.Done;
        }) with { Timeout = TimeSpan.FromMinutes(2) };

        var result = await bench.RunAsync(entry, ScriptedStep.Entry("later", StepOutcome.Done));

        Assert.Equal("did not end within its timeout of 2m", result.Steps[0].Outcome.Explanation);
        Assert.Equal("done", result.Steps[1].Outcome.Word);
    }

    [Fact]
    public async Task A_step_that_ignores_its_cancellation_is_given_up_on_and_may_change_nothing_any_more()
    {
        var abandoned = new TaskCompletionSource();
        var lateChange = new TaskCompletionSource<Exception?>();
        var started = new TaskCompletionSource();
        var entry = ScriptedStep.Entry("deaf", async (context, _) =>
        {
            started.SetResult();
            await abandoned.Task;
            lateChange.SetResult(await Record.ExceptionAsync(
                () => context.ChangeAsync("too late", _ => Task.CompletedTask, CancellationToken.None)));
            return StepOutcome.Done;
        }) with { Timeout = TimeSpan.FromMinutes(2) };

        var run = bench.RunAsync(entry, ScriptedStep.Entry("later", StepOutcome.Done) with { Timeout = TimeSpan.FromDays(40) });
        await started.Task;
        while (!run.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        abandoned.SetResult();
        var result = await run;
        Assert.Contains("was given up on", result.Steps[0].Outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal("done", result.Steps[1].Outcome.Word);
        Assert.IsType<OperationCanceledException>(await lateChange.Task);
        Assert.DoesNotContain(bench.Journal(), record => record.Description == "too late");
    }

    [Fact]
    public async Task A_failed_attempt_is_repeated_as_often_as_the_plan_says()
    {
        var attempts = 0;
        var entry = ScriptedStep.Entry("flaky", (_, _) =>
            Task.FromResult(++attempts < 3 ? StepOutcome.Failed("not yet") : StepOutcome.Done))
            with
        { Retry = new RetrySettings(4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)), Timeout = TimeSpan.FromDays(40) };

        var run = bench.RunAsync(entry);
        while (!run.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        Assert.Equal(RunOutcome.Done, (await run).Outcome);
        Assert.Equal(3, attempts);
        Assert.Equal(2, bench.Events.OfType<RunEvent.StepProgress>().Count());
    }
}
