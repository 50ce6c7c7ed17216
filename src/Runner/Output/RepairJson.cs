using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenLaunch.Runner.Output;

/// <summary>The JSON that <c>repair --json</c> prints.</summary>
internal static class RepairJson
{
    private static readonly RepairJsonContext Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(RepairResult result) => JsonSerializer.Serialize(
        new RepairDocument(
            1, result.IsCheck, result.Run.RunId, result.Run.InstanceId, result.Word, (long)result.Run.Elapsed.TotalMilliseconds,
            [.. result.Changes.Select(change => new ChangeDocument(change.Step, change.Description))],
            [.. result.Failures.Select(failure => new FailureDocument(failure.Step, failure.Reason))],
            [.. result.Verified.Select(verified => new VerifiedDocument(
                verified.What, JsonNamingPolicy.CamelCase.ConvertName(verified.State.ToString()), verified.Evidence))]),
        Json.RepairDocument);
}

internal sealed record RepairDocument(
    int Schema, bool Check, string Run, string? InstanceId, string Outcome, long Milliseconds,
    IReadOnlyList<ChangeDocument> Changes, IReadOnlyList<FailureDocument> Failures, IReadOnlyList<VerifiedDocument> Verified);

internal sealed record ChangeDocument(string Step, string Description);

internal sealed record FailureDocument(string Step, string Reason);

internal sealed record VerifiedDocument(string What, string State, string Evidence);

[JsonSerializable(typeof(RepairDocument))]
internal sealed partial class RepairJsonContext : JsonSerializerContext;
