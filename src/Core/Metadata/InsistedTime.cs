namespace OpenLaunch.Core.Metadata;

/// <summary>
/// How long all requests of a run together have insisted on answers: a boot waits for metadata once, whatever number of steps
/// asks for what does not come.
/// </summary>
internal sealed class InsistedTime(TimeProvider time)
{
    // The service answers within milliseconds, a machine that is busy starting a little later: one that is back is found.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);

    // A process that stays resident asks once a day.
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private TimeSpan first;
    private TimeSpan again;
    private TimeSpan single;
    private long end = time.GetTimestamp();

    /// <summary>
    /// How long they may; a twentieth more where the service was lost again, and another for single attempts after that.
    /// </summary>
    public required TimeSpan Budget { get; set; }

    /// <summary>What a request may insist for; null when nothing is left.</summary>
    public TimeSpan? Left
    {
        get
        {
            lock (gate)
            {
                Forget();
                return first < Budget ? AtLeast(Budget - first) : again < More ? AtLeast(More - again) : null;
            }
        }
    }

    /// <summary>What a single attempt may take.</summary>
    public TimeSpan LeftForAttempt
    {
        get
        {
            lock (gate)
            {
                Forget();
                return AtLeast(More - single);
            }
        }
    }

    /// <summary>Adds the time since then; what concurrent requests spent together counts once.</summary>
    public void Add(long started, bool isSingle)
    {
        lock (gate)
        {
            Forget();
            var now = time.GetTimestamp();
            var spent = time.GetElapsedTime(Math.Max(started, end), now);
            end = now;
            if (isSingle)
                single += spent;
            else if (first < Budget)
                first += spent;
            else
                again += spent;
        }
    }

    private TimeSpan More => Budget / 20;

    private static TimeSpan AtLeast(TimeSpan left) => left > Shortest ? left : Shortest;

    private void Forget()
    {
        if (time.GetElapsedTime(end) > Memory)
            first = again = single = TimeSpan.Zero;
    }
}
