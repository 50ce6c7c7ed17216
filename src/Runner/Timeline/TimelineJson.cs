using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenLaunch.Runner.Timeline;

/// <summary>A timeline as <c>timeline --json</c> prints it. Times are milliseconds from its start.</summary>
internal static class TimelineJson
{
    public static string Write(BootTimeline timeline) =>
        JsonSerializer.Serialize(Describe(timeline), TimelineDocuments.Printed.TimelineDocument);

    private static TimelineDocument Describe(BootTimeline timeline) => new(
        1, timeline.RunId, timeline.InstanceId, timeline.Started, timeline.Outcome, Milliseconds(timeline.Elapsed),
        [.. timeline.Runs.Select(run => new TimelineRunDocument(
            run.RunId, run.Verb, run.Outcome, Milliseconds(run.Begin), Milliseconds(run.End - run.Begin),
            Milliseconds(run.ClockStep),
            [.. run.Entries.Select(entry => new TimelineEntryDocument(
                entry.Name, entry.Step, entry.Outcome, entry.Reason,
                [.. entry.Bars.Select(bar => new TimelineBarDocument(Milliseconds(bar.Begin), Milliseconds(bar.Elapsed)))],
                [.. entry.Changes.Select(change => new TimelineChangeDocument(Milliseconds(change.At), change.Description))],
                [.. entry.Requests.Select(request => new TimelineRequestDocument(
                    Milliseconds(request.At), request.Path, Milliseconds(request.Elapsed), request.Result))]))]))]);

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}

internal sealed record TimelineDocument(
    int Schema, string Run, string? InstanceId, DateTimeOffset Started, string Outcome, long Milliseconds,
    IReadOnlyList<TimelineRunDocument> Runs);

internal sealed record TimelineRunDocument(
    string Run, string? Verb, string Outcome, long Begin, long Milliseconds, long ClockStep,
    IReadOnlyList<TimelineEntryDocument> Entries);

internal sealed record TimelineEntryDocument(
    string Name, string? Step, string Outcome, string? Reason, IReadOnlyList<TimelineBarDocument> Bars,
    IReadOnlyList<TimelineChangeDocument> Changes, IReadOnlyList<TimelineRequestDocument> MetadataRequests);

internal sealed record TimelineBarDocument(long Begin, long Milliseconds);

internal sealed record TimelineChangeDocument(long At, string Description);

internal sealed record TimelineRequestDocument(long At, string Path, long Milliseconds, string Result);

[JsonSerializable(typeof(TimelineDocument))]
[JsonSerializable(typeof(IReadOnlyList<CloudInitEvent>))]
[JsonSerializable(typeof(OtlpDocument))]
internal sealed partial class TimelineDocuments : JsonSerializerContext
{
    public static TimelineDocuments Printed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>For a file, which somebody may put into a page.</summary>
    public static TimelineDocuments Filed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
