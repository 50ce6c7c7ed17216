using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Diagnosis;

namespace OpenLaunch.Runner.Output;

/// <summary>The JSON that <c>doctor --json</c> prints.</summary>
internal static class DiagnosisJson
{
    private static readonly DiagnosisJsonContext Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(IReadOnlyList<Finding> findings, StartWish wish) => JsonSerializer.Serialize(
        new DiagnosisDocument(
            1, RunJson.Word(wish), [.. findings.Select(finding => new FindingDocument(
                JsonNamingPolicy.CamelCase.ConvertName(finding.Severity.ToString()), finding.Subject, finding.What,
                finding.Evidence, finding.Command))]),
        Json.DiagnosisDocument);
}

internal sealed record DiagnosisDocument(int Schema, string? Schedule, IReadOnlyList<FindingDocument> Findings);

internal sealed record FindingDocument(string Severity, string Subject, string What, string Evidence, string? Command);

[JsonSerializable(typeof(DiagnosisDocument))]
internal sealed partial class DiagnosisJsonContext : JsonSerializerContext;
