using System.Globalization;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Timeline;

/// <summary>What of a timeline is told in words, on the terminal and on the page.</summary>
internal static class TimelineSummary
{
    public static string Headline(BootTimeline timeline)
    {
        var verb = timeline.Runs[^1].Verb is { } asked ? $" ({asked})" : "";
        return $"run {timeline.RunId}{verb} on {timeline.InstanceId ?? "an unknown instance"}: {State(timeline.Outcome)} "
            + RunSummary.Seconds(timeline.Elapsed);
    }

    /// <summary>When it started, and what the bars alone do not tell.</summary>
    public static IEnumerable<string> Notes(BootTimeline timeline)
    {
        var entries = timeline.Entries.ToList();
        var restarts = timeline.Runs.Count - 1;
        yield return "Started " + timeline.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            + $"; {RunSummary.Plural(entries.Sum(entry => entry.Changes.Count), "change")}"
            + (restarts > 0 ? $"; {RunSummary.Plural(restarts, "restart")}" : "") + ".";
        if (Blame(timeline).FirstOrDefault() is { Name: not null } longest && timeline.Elapsed > TimeSpan.Zero)
        {
            yield return $"The longest: {longest.Name}, {RunSummary.Seconds(longest.Time)}, "
                + $"{Math.Round(100 * longest.Time / timeline.Elapsed).ToString(CultureInfo.InvariantCulture)} % of it.";
        }

        foreach (var entry in entries.Where(entry => entry.Outcome is "failed" or "interrupted"))
            yield return $"{entry.Name} {entry.Outcome}{(entry.Reason is { } reason ? $": {reason}" : ".")}";
        if (Names(timeline, "skipped") is { Count: > 0 } skipped)
            yield return $"Skipped: {string.Join(", ", skipped)}.";
        if (Names(timeline, "pending") is { Count: > 0 } pending)
            yield return $"Not reached: {string.Join(", ", pending)}.";
        foreach (var run in timeline.Runs.Where(run => run.ClockStep != TimeSpan.Zero))
        {
            var way = run.ClockStep > TimeSpan.Zero ? "forward" : "back";
            yield return $"In run {run.RunId} the clock was set {way} by {RunSummary.Seconds(run.ClockStep.Duration())}; "
                + "the bars are drawn without that.";
        }
    }

    /// <summary>Entries and restarts by how long they took, the longest first.</summary>
    public static IEnumerable<(string Name, TimeSpan Time)> Blame(BootTimeline timeline) => timeline.Entries
        .Where(entry => entry.Bars.Count > 0)
        .Select(entry => (entry.Name, Time: entry.Elapsed))
        .Concat(timeline.Runs.Index().Where(run => run.Index > 0)
            .Select(run => (Name: "(restart)", Time: timeline.RestartBefore(run.Index))))
        .GroupBy(part => part.Name)
        .Select(group => (Name: group.Key, Time: group.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Time)))
        .OrderByDescending(part => part.Time);

    /// <summary>The entries that came to nothing else in any of the runs.</summary>
    private static List<string> Names(BootTimeline timeline, string outcome) => [.. timeline.Entries
        .GroupBy(entry => entry.Name)
        .Where(group => group.Last().Outcome == outcome && !group.Any(entry => entry.IsShown))
        .Select(group => group.Key)];

    private static string State(string outcome) => outcome switch
    {
        "done" => "done in",
        "failed" => "failed in",
        "reboot" => "restarting after",
        "running" => "running for",
        _ => "interrupted after",
    };
}
