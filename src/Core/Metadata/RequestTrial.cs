namespace OpenLaunch.Core.Metadata;

/// <summary>The attempts at one exchange: how many there were and what came of the last.</summary>
internal sealed class RequestTrial(RequestBudget budget, TimeSpan attemptTimeout)
{
    public ExchangeResult Last { get; private set; } =
        new ExchangeResult.NoAnswer(UnreachableCause.TimedOut, "the time was over before an attempt ended", null);

    public int Attempts { get; private set; }

    public TimeSpan Elapsed => budget.Elapsed;

    public async Task<ExchangeResult> AttemptAsync(
        Func<CancellationToken, Task<ExchangeResult>> exchange, CancellationToken cancellationToken)
    {
        Attempts++;
        var result = await exchange(cancellationToken);
        return Last = result is ExchangeResult.Answer { RetryAfter: { } wait } answer
            ? answer with { RetryAfter = Cap(wait) }
            : result;
    }

    // A wait past the end of the budget is shortened so that one last attempt fits; where none fits, the wait ends the budget.
    private TimeSpan Cap(TimeSpan wait)
    {
        var remaining = budget.Remaining;
        if (!budget.AllowsRetry || wait <= remaining - attemptTimeout)
            return wait;
        return remaining > attemptTimeout ? remaining - attemptTimeout : remaining;
    }
}

/// <summary>How long one request, its session token included, may go on trying. Without a total it is one attempt.</summary>
internal sealed class RequestBudget(TimeProvider time, TimeSpan? total)
{
    private readonly long started = time.GetTimestamp();

    public bool AllowsRetry => total is not null;

    public TimeSpan Elapsed => time.GetElapsedTime(started);

    /// <summary>What is left; infinite for a single attempt, which has its own limit.</summary>
    public TimeSpan Remaining =>
        total is not { } bound ? Timeout.InfiniteTimeSpan : bound > Elapsed ? bound - Elapsed : TimeSpan.Zero;
}
