using OpenLaunch.Core.Documents;
using Polly;
using Polly.Retry;

namespace OpenLaunch.Core.Engine;

/// <summary>
/// Runs one step: timeout and retry around the guard. A step that ignores its cancellation is given up on, so that it cannot
/// hold up the boot.
/// </summary>
internal sealed class StepRunner(IServiceProvider services, TimeProvider time)
{
    /// <summary>How long a cancelled step may take to end before it is given up on.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public Task<StepOutcome> RunAsync(PlanEntry entry, EngineStepContext context, CancellationToken cancellationToken) =>
        entry.Retry is { } retry
            ? RetryAsync(entry, retry, context, cancellationToken)
            : AttemptAsync(entry, context, cancellationToken);

    private async Task<StepOutcome> RetryAsync(
        PlanEntry entry, RetrySettings retry, EngineStepContext context, CancellationToken cancellationToken)
    {
        var pipeline = new ResiliencePipelineBuilder<StepOutcome> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<StepOutcome>
            {
                MaxRetryAttempts = retry.Attempts - 1,
                Delay = retry.Delay,
                MaxDelay = retry.MaxDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is StepOutcome.FailedOutcome && !context.IsRevoked),
                OnRetry = arguments =>
                {
                    context.Report(
                        $"attempt {arguments.AttemptNumber + 1} of {retry.Attempts} failed: "
                        + $"{arguments.Outcome.Result?.Explanation}; again in {arguments.RetryDelay.TotalSeconds:0.#} s");
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        try
        {
            return await pipeline.ExecuteAsync(
                async token => await AttemptAsync(entry, context, token), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return StepOutcome.Failed("the run was cancelled");
        }
    }

    private async Task<StepOutcome> AttemptAsync(
        PlanEntry entry, EngineStepContext context, CancellationToken cancellationToken)
    {
        var told = new TaskCompletionSource();
        using var end = new CancellationTokenSource();
        await using var timeout = time.CreateTimer(_ => Tell(), null, entry.Timeout, Timeout.InfiniteTimeSpan);
        await using var cancelled = cancellationToken.UnsafeRegister(_ => Tell(), null);
        var step = Task.Run(
            () => StepGuard.RunAsync(entry.Definition, services, entry.Inputs, entry.Secrets, context, end.Token),
            CancellationToken.None);
        if (await Task.WhenAny(step, told.Task) == told.Task)
            await Task.WhenAny(step, Task.Delay(Grace, time, CancellationToken.None));
        if (step.IsCompleted)
            return await step ?? StepOutcome.Failed(WhyCancelled(entry, cancellationToken));
        context.Revoke();
        return StepOutcome.Failed(
            $"{WhyCancelled(entry, cancellationToken)}, and was given up on: "
            + $"it did not stop within {Grace.TotalSeconds:0} s of being told to");

        // On the thread of a timer or a signal, where an exception of what a step has registered would end the process, and
        // where what it waits for would keep the others from being told.
        void Tell()
        {
            told.TrySetResult();
            StepGuard.Try(() => _ = StepGuard.TryAsync(end.CancelAsync));
        }
    }

    private static string WhyCancelled(PlanEntry entry, CancellationToken runCancelled) => runCancelled.IsCancellationRequested
        ? "the run was cancelled"
        : $"did not end within its timeout of {DurationText.Format(entry.Timeout)}";
}
