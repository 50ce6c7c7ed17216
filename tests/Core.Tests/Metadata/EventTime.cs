namespace OpenLaunch.Core.Tests.Metadata;

/// <summary>
/// A clock that stands still while anybody works, and jumps: to the end of a wait as soon as somebody waits, and from limit to limit
/// while a service is silent. So what is measured on it is what was waited for, on whatever machine.
/// </summary>
internal sealed class EventTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<EventTimer> timers = [];
    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref now);

    public override DateTimeOffset GetUtcNow() => new(new DateTime(2026, 11, 27).Ticks + GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new EventTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        // A source of cancellation is a limit of something that goes on; whoever else has a timer waits for it.
        if (state is not CancellationTokenSource)
            ThreadPool.UnsafeQueueUserWorkItem(_ => PassUntil(() => !timer.IsArmed), null);
        return timer;
    }

    /// <summary>Lets so much time pass, limits that end meanwhile included.</summary>
    public void Pass(TimeSpan time)
    {
        var end = GetTimestamp() + time.Ticks;
        while (FireNext(end))
            ;
        lock (gate)
            now = Math.Max(now, end);
    }

    /// <summary>Lets time pass from limit to limit until something is so, or no limit is left.</summary>
    public void PassUntil(Func<bool> isSo)
    {
        while (!isSo() && FireNext(long.MaxValue))
            ;
    }

    private bool FireNext(long end)
    {
        EventTimer? next;
        lock (gate)
        {
            next = timers.MinBy(timer => timer.Due);
            if (next is null || next.Due > end)
                return false;
            timers.Remove(next);
            now = Math.Max(now, next.Due);
        }

        next.Fire();
        return true;
    }

    private sealed class EventTimer(EventTime time, Action fire) : ITimer
    {
        public long Due { get; private set; }

        public bool IsArmed
        {
            get
            {
                lock (time.gate)
                    return time.timers.Contains(this);
            }
        }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
                Due = time.now + dueTime.Ticks;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    time.timers.Add(this);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
