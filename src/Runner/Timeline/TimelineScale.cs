using System.Globalization;

namespace OpenLaunch.Runner.Timeline;

/// <summary>The time axis of one or more timelines.</summary>
/// <param name="Length">What the whole width stands for; never zero.</param>
internal sealed record TimelineScale(TimeSpan Length)
{
    private static readonly double[] Round = [1, 2, 5, 10, 15, 30, 60];

    public static TimelineScale Of(params IEnumerable<BootTimeline> timelines)
    {
        var longest = timelines.Max(timeline => timeline.Elapsed);
        return new(longest > TimeSpan.Zero ? longest : TimeSpan.FromMilliseconds(1));
    }

    /// <summary>Where on the axis a time stands: 0 to 1.</summary>
    public double Of(TimeSpan time) => Math.Clamp(time / Length, 0, 1);

    /// <summary>Times to write on the axis: round ones, two to six of them, zero first.</summary>
    public IEnumerable<TimeSpan> Ticks()
    {
        var (seconds, factor) = (Length.TotalSeconds / 5, 1.0);
        while (seconds < 1)
            (seconds, factor) = (seconds * 10, factor / 10);
        while (seconds > 60)
            (seconds, factor) = (seconds / 60, factor * 60);
        var step = TimeSpan.FromSeconds(Round.First(value => value >= seconds) * factor);
        for (var tick = TimeSpan.Zero; tick <= Length; tick += step)
            yield return tick;
    }

    /// <summary>A time on the axis: 0.2 s, 5 s, 2:30 min.</summary>
    public static string Label(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? time.TotalSeconds.ToString("0.### 's'", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00} min");
}
