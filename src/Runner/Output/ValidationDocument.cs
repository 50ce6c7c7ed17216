using System.Text.Json;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Runner.Output;

/// <summary>The JSON that <c>validate --json</c> prints.</summary>
/// <param name="File">The file that was named; null: the one that <c>run</c> would use.</param>
/// <param name="Entries">How many entries the plan has; null where it is not valid.</param>
internal sealed record ValidationDocument(
    int Schema, string? File, bool Valid, int? Entries, IReadOnlyList<ValidationErrorDocument> Errors)
{
    public static string Write(string? file, int? entries, IReadOnlyList<ConfigurationError> errors) => JsonSerializer.Serialize(
        new ValidationDocument(
            1, file, errors.Count == 0, entries,
            [.. errors.Select(error => new ValidationErrorDocument(
                error.File, error.Position.Line, error.Position.Column, error.Message))]),
        OutputJson.Printed.ValidationDocument);
}

internal sealed record ValidationErrorDocument(string File, int Line, int Column, string Message);
