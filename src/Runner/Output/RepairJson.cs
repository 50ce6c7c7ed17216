using System.Text.Json;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Runner.Output;

/// <summary>The JSON that <c>repair --json</c> prints.</summary>
internal static class RepairJson
{
    public static string Write(RepairResult result) => JsonSerializer.Serialize(
        new RepairDocument(
            1, result.IsCheck, result.Run.RunId, result.Run.InstanceId, result.Word, (long)result.Run.Elapsed.TotalMilliseconds,
            [.. result.Changes.Select(change => new ChangeDocument(change.Step, change.Description))],
            [.. result.Failures.Select(failure => new FailureDocument(failure.Step, failure.Reason))],
            [.. result.Verified.Select(verified => new VerifiedDocument(
                verified.What, CamelCase.Of(verified.State.ToString()), verified.Evidence))]),
        OutputJson.Printed.RepairDocument);
}

internal sealed record RepairDocument(
    int Schema, bool Check, string Run, string? InstanceId, string Outcome, long Milliseconds,
    IReadOnlyList<ChangeDocument> Changes, IReadOnlyList<FailureDocument> Failures, IReadOnlyList<VerifiedDocument> Verified);

internal sealed record ChangeDocument(string Step, string Description);

internal sealed record FailureDocument(string Step, string Reason);

internal sealed record VerifiedDocument(string What, string State, string Evidence);
