namespace OpenLaunch.Core.Metadata;

/// <summary>
/// How long all requests of a run together have insisted on answers: a boot waits for metadata once, whatever number of steps
/// asks for what does not come.
/// </summary>
/// <param name="budget">How long they may; a tenth more where the service was lost again.</param>
/// <param name="time">The clock.</param>
internal sealed class InsistedTime(TimeSpan budget, TimeProvider time)
{
    // The service answers within milliseconds, a machine that is busy starting a little later: one that is back is found.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);

    // A process that stays resident asks once a day.
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private TimeSpan sum;
    private long end = time.GetTimestamp();

    /// <summary>What a request may insist for; null when nothing is left.</summary>
    public TimeSpan? Left => Remaining(budget) is var first && first > TimeSpan.Zero ? first
        : Remaining(budget * 1.1) is var last && last > TimeSpan.Zero ? LeftForAttempt
        : null;

    /// <summary>What a single attempt may take.</summary>
    public TimeSpan LeftForAttempt => Remaining(budget * 1.1) is var left && left > Shortest ? left : Shortest;

    /// <summary>Adds the time since then; what concurrent requests spent together counts once.</summary>
    public void Add(long started)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (time.GetElapsedTime(end, now) > Memory)
                sum = TimeSpan.Zero;
            sum += time.GetElapsedTime(Math.Max(started, end), now);
            end = now;
        }
    }

    private TimeSpan Remaining(TimeSpan bound)
    {
        lock (gate)
            return time.GetElapsedTime(end) > Memory ? bound : bound - sum;
    }
}
