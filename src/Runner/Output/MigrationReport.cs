using System.Text.Json;
using OpenLaunch.Core.Console;
using OpenLaunch.Steps.Migration;

namespace OpenLaunch.Runner.Output;

/// <summary>What <c>migrate</c> tells of each setting.</summary>
internal static class MigrationReport
{
    private const int WordWidth = 17; // of "secret not copied"

    /// <summary>The lines for people.</summary>
    public static IEnumerable<string> Lines(MigratedPlan plan) => plan.Notes.Select(note =>
        PrintableText.Line($"{Words(note.Kind).PadRight(WordWidth)}  {note.From}: {note.Message}"));

    /// <summary>The JSON that <c>migrate --json</c> prints.</summary>
    /// <param name="target">The plan's file; null: none was written.</param>
    public static string Json(MigratedPlan plan, string? target) => JsonSerializer.Serialize(
        new(1, plan.Source, target, [.. plan.Notes.Select(note => new MigrationNoteDocument(
            JsonNamingPolicy.CamelCase.ConvertName(note.Kind.ToString()), note.From, note.Message))]),
        OutputJson.Printed.MigrationDocument);

    private static string Words(MigrationKind kind) => kind switch
    {
        MigrationKind.Kept => "kept",
        MigrationKind.ChangedMeaning => "changed meaning",
        MigrationKind.NoCounterpart => "no counterpart",
        _ => "secret not copied",
    };
}

internal sealed record MigrationDocument(
    int Schema, string Source, string? Written, IReadOnlyList<MigrationNoteDocument> Notes);

/// <param name="Kind">kept, changedMeaning, noCounterpart or secretNotCopied.</param>
internal sealed record MigrationNoteDocument(string Kind, string From, string Message);
