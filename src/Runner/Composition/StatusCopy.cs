using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// Keeps the copy of a <see cref="StartReading"/> up to date while a run goes on, not more than a second behind: each copy
/// reads the whole journal, and a plan may have thousands of short steps.
/// </summary>
internal sealed class StatusCopy : IRunListener, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Action copy;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private long? written;
    private bool isDue;

    /// <param name="copy">Writes the copy.</param>
    public StatusCopy(Action copy, TimeProvider time)
    {
        (this.copy, this.time) = (copy, time);
        timer = time.CreateTimer(_ => WriteDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Handle(RunEvent runEvent)
    {
        if (runEvent is not (RunEvent.RunStarted or RunEvent.StepStarted))
            return;
        lock (gate)
        {
            if (isDue)
                return;
            isDue = true;
            var left = written is { } at ? Pause - time.GetElapsedTime(at) : TimeSpan.Zero;
            if (left <= TimeSpan.Zero)
                WriteDue();
            else
                timer.Change(left, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>From here on it writes no more.</summary>
    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
            isDue = false;
    }

    private void WriteDue()
    {
        lock (gate)
        {
            if (!isDue)
                return;
            isDue = false;
            copy();
            written = time.GetTimestamp();
        }
    }
}
