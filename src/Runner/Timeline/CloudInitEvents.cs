using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenLaunch.Runner.Timeline;

/// <summary>
/// A timeline in the form of <c>cloud-init analyze dump</c>, which <c>cloud-init analyze show -i</c> and <c>blame -i</c> read: a
/// stage a run, an event pair an entry. A pair must not be parted, so entries that ran beside each other follow each other.
/// </summary>
internal static class CloudInitEvents
{
    public static string Write(BootTimeline timeline) =>
        JsonSerializer.Serialize(Events(timeline), TimelineDocuments.Filed.IReadOnlyListCloudInitEvent);

    private static IReadOnlyList<CloudInitEvent> Events(BootTimeline timeline) =>
        [.. timeline.Runs.SelectMany(run => OfRun(run, timeline.Started))];

    private static IEnumerable<CloudInitEvent> OfRun(TimelineRun run, DateTimeOffset started)
    {
        var stage = $"run-{run.RunId}";
        yield return Event(stage, "OpenLaunch", "start", run.Begin, null);
        foreach (var entry in run.Entries.Where(entry => entry.Bars.Count > 0).OrderBy(entry => entry.Bars[0].Begin))
        {
            foreach (var bar in entry.Bars)
            {
                var description = entry.Step ?? entry.Name;
                yield return Event($"{stage}/{entry.Name}", description, "start", bar.Begin, null);
                yield return Event($"{stage}/{entry.Name}", description, "finish", bar.End, Result(entry.Outcome));
            }
        }

        yield return Event(stage, "OpenLaunch", "finish", run.End, Result(run.Outcome));

        CloudInitEvent Event(string name, string description, string type, TimeSpan time, string? result) => new(
            name, description, type, "openlaunch", result == "FAIL" ? "ERROR" : "INFO", result,
            (started - DateTimeOffset.UnixEpoch + time).TotalSeconds);
    }

    private static string Result(string outcome) => outcome is "failed" or "interrupted" ? "FAIL" : "SUCCESS";
}

internal sealed record CloudInitEvent(
    string Name, string Description, [property: JsonPropertyName("event_type")] string EventType, string Origin, string Level,
    string? Result, double Timestamp);
