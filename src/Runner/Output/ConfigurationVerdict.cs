using System.Text.Json;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Runner.Output;

/// <summary>What <c>validate</c> found.</summary>
/// <param name="File">The configuration; null where that which <c>run</c> would use cannot be read.</param>
/// <param name="Entries">How many entries its plan has; null where it has errors.</param>
internal sealed record ConfigurationVerdict(
    string? File, int? Entries, IReadOnlyList<ConfigurationError> Errors, IReadOnlyList<ConfigurationError> Warnings)
{
    /// <summary>Whether it would run.</summary>
    public bool IsValid { get; init; } = Errors.Count == 0;

    /// <summary>The JSON that <c>validate --json</c> prints.</summary>
    public string Json() => JsonSerializer.Serialize(
        new(1, File, IsValid, Entries, [.. Errors.Select(Describe)], [.. Warnings.Select(Describe)]),
        OutputJson.Printed.ValidationDocument);

    private static ProblemDocument Describe(ConfigurationError problem) =>
        new(problem.File, problem.Position.Line, problem.Position.Column, problem.Message);
}

internal sealed record ValidationDocument(
    int Schema, string? File, bool Valid, int? Entries, IReadOnlyList<ProblemDocument> Errors,
    IReadOnlyList<ProblemDocument> Warnings);

internal sealed record ProblemDocument(string File, int Line, int Column, string Message);
