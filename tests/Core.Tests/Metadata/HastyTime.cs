using System.Collections.Concurrent;

namespace OpenLaunch.Core.Tests.Metadata;

/// <summary>The real clock with timers a hundred times faster, which notes how long each was meant to wait.</summary>
internal sealed class HastyTime : TimeProvider
{
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ConcurrentQueue<TimeSpan> waits = new();

    public IReadOnlyCollection<TimeSpan> Waits => waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        waits.Enqueue(dueTime);
        // Limits of single attempts, of some seconds, stay as they are: the requests are real.
        var isLimit = dueTime == TimeSpan.FromSeconds(2) || dueTime <= TimeSpan.Zero;
        return System.CreateTimer(callback, state, isLimit ? dueTime : dueTime / 100, period);
    }
}
