using System.Text.Json;
using OpenLaunch.Core.Binding;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Diagnosis;

namespace OpenLaunch.Runner.Output;

/// <summary>The JSON that <c>doctor --json</c> prints.</summary>
internal static class DiagnosisJson
{
    public static string Write(DiagnosisSummary summary, IReadOnlyList<Finding> findings, StartWish wish) =>
        JsonSerializer.Serialize(
            new DiagnosisDocument(
                1, summary.Sentence, summary.Command, RunJson.Word(wish), [.. findings.Select(finding => new FindingDocument(
                    CamelCase.Of(finding.Severity.ToString()), finding.Subject, finding.What,
                    finding.Evidence, finding.Command))]),
            OutputJson.Printed.DiagnosisDocument);
}

internal sealed record DiagnosisDocument(
    int Schema, string Summary, string? Command, string? Schedule, IReadOnlyList<FindingDocument> Findings);

internal sealed record FindingDocument(string Severity, string Subject, string What, string Evidence, string? Command);
