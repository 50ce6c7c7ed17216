namespace OpenLaunch.Core.Metadata;

/// <summary>The attempts at one exchange: how many there were and what came of the last.</summary>
internal sealed class RequestTrial(RequestBudget budget, TimeSpan attemptTimeout, ExchangeResult? before)
{
    public ExchangeResult Last { get; private set; } = before
        ?? new ExchangeResult.NoAnswer(UnreachableCause.TimedOut, "the time was over before an attempt ended", null);

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

/// <summary>How long one request, its session token included, may go on trying.</summary>
/// <param name="total">The bound of all; null for a single attempt that has its own limit only.</param>
internal sealed class RequestBudget(TimeProvider time, TimeSpan? total, bool allowsRetry)
{
    private readonly long started = time.GetTimestamp();

    public bool AllowsRetry => allowsRetry;

    public bool IsBounded => total is not null;

    public TimeSpan Elapsed => time.GetElapsedTime(started);

    /// <summary>What is left; infinite without a bound.</summary>
    public TimeSpan Remaining =>
        total is not { } bound ? Timeout.InfiniteTimeSpan : bound > Elapsed ? bound - Elapsed : TimeSpan.Zero;
}
