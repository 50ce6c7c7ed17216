using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OpenLaunch.Runner.Timeline;

/// <summary>
/// A timeline as a trace in OTLP's JSON (opentelemetry-proto, "JSON Protobuf Encoding"): a span for the whole, one a run, an
/// entry and a metadata request; changes are events. Ids come from the run's id, so that a trace sent twice is one.
/// </summary>
internal sealed class OtlpTrace(BootTimeline timeline)
{
    private const int Internal = 1, Client = 3; // SpanKind
    private const int Ok = 1, Error = 2; // Status.StatusCode

    private readonly string trace = Identifier(timeline.RunId, 16);

    public static string Write(BootTimeline timeline) =>
        JsonSerializer.Serialize(new OtlpTrace(timeline).Document(), TimelineDocuments.Filed.OtlpDocument);

    private OtlpDocument Document() => new([new(
        new([
            Text("service.name", "openlaunch"), Text("service.version", timeline.Agent ?? ""),
            .. timeline.InstanceId is { } id
                ? [Text("host.id", id), Text("cloud.provider", "aws")]
                : Array.Empty<OtlpAttribute>(),
        ]),
        [new(new("openlaunch", timeline.Agent ?? ""), [.. Spans()])])]);

    private IEnumerable<OtlpSpan> Spans()
    {
        var root = Id("");
        yield return Span("openlaunch", "", null, Internal, TimeSpan.Zero, timeline.Elapsed, timeline.Outcome);
        foreach (var run in timeline.Runs)
        {
            var place = run.RunId;
            yield return Span($"run {run.RunId}", place, root, Internal, run.Begin, run.End, run.Outcome);
            foreach (var entry in run.Entries.Where(entry => entry.Bars.Count > 0))
            {
                foreach (var span in OfEntry(entry, $"{place}/{entry.Name}", Id(place)))
                    yield return span;
            }
        }
    }

    private IEnumerable<OtlpSpan> OfEntry(TimelineEntry entry, string place, string parent)
    {
        yield return Span(entry.Name, place, parent, Internal, entry.Bars[0].Begin, entry.Bars[^1].End, entry.Outcome) with
        {
            Attributes =
            [
                Text("openlaunch.outcome", entry.Outcome),
                .. entry.Step is { } step ? [Text("openlaunch.step", step)] : Array.Empty<OtlpAttribute>(),
                .. entry.Reason is { } reason ? [Text("openlaunch.reason", reason)] : Array.Empty<OtlpAttribute>(),
            ],
            Events = [.. entry.Changes.Select(change => new OtlpEvent(
                Nanoseconds(change.At), "change", [Text("openlaunch.change", change.Description)]))],
        };
        foreach (var (index, request) in entry.Requests.Index())
        {
            yield return Span(
                $"GET {request.Path}", $"{place}/{index}", Id(place), Client, request.At, request.At + request.Elapsed,
                request.Result is "found" or "absent" ? "done" : "failed") with
            {
                Attributes = [Text("openlaunch.result", request.Result), Text("url.path", $"/latest/{request.Path}")],
            };
        }
    }

    private OtlpSpan Span(
        string name, string place, string? parent, int kind, TimeSpan begin, TimeSpan end, string outcome) => new(
        trace, Id(place), parent, name, kind, Nanoseconds(begin), Nanoseconds(end),
        [Text("openlaunch.outcome", outcome)], [],
        new(outcome is "failed" or "interrupted" ? Error : Ok));

    private string Nanoseconds(TimeSpan time) => ((Int128)(timeline.Started - DateTimeOffset.UnixEpoch + time).Ticks * 100)
        .ToString(CultureInfo.InvariantCulture);

    private string Id(string place) => Identifier($"{timeline.RunId}/{place}", 8);

    private static string Identifier(string of, int length) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)).AsSpan(0, length));

    private static OtlpAttribute Text(string key, string value) => new(key, new(value));
}

internal sealed record OtlpDocument(IReadOnlyList<OtlpResourceSpans> ResourceSpans);

internal sealed record OtlpResourceSpans(OtlpResource Resource, IReadOnlyList<OtlpScopeSpans> ScopeSpans);

internal sealed record OtlpResource(IReadOnlyList<OtlpAttribute> Attributes);

internal sealed record OtlpScopeSpans(OtlpScope Scope, IReadOnlyList<OtlpSpan> Spans);

internal sealed record OtlpScope(string Name, string Version);

internal sealed record OtlpSpan(
    string TraceId, string SpanId, string? ParentSpanId, string Name, int Kind, string StartTimeUnixNano, string EndTimeUnixNano,
    IReadOnlyList<OtlpAttribute> Attributes, IReadOnlyList<OtlpEvent> Events, OtlpStatus Status);

internal sealed record OtlpEvent(string TimeUnixNano, string Name, IReadOnlyList<OtlpAttribute> Attributes);

internal sealed record OtlpAttribute(string Key, OtlpValue Value);

internal sealed record OtlpValue(string StringValue);

internal sealed record OtlpStatus(int Code);
