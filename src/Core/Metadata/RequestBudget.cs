namespace OpenLaunch.Core.Metadata;

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
