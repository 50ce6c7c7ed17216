using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Migration;

/// <summary>What became of a setting of another launch agent.</summary>
internal enum MigrationKind
{
    /// <summary>It means the same here.</summary>
    Kept,

    /// <summary>It is there, and means something else; the note says what.</summary>
    ChangedMeaning,

    /// <summary>Nothing here does it.</summary>
    NoCounterpart,

    /// <summary>A password, which stays where it is.</summary>
    SecretNotCopied,
}

/// <summary>What the report says of one setting.</summary>
/// <param name="From">The file and the setting in it; never its value.</param>
internal sealed record MigrationNote(MigrationKind Kind, string From, string Message);

/// <summary>An entry of the plan that is written.</summary>
/// <param name="From">Where it comes from, for its comment.</param>
internal sealed record MigratedEntry(string Step, string From)
{
    /// <summary>Its name where that is not the step's.</summary>
    public string? Name { get; init; }

    public YamlNode? Inputs { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>How often it runs; null: as the step says.</summary>
    public StepFrequency? Frequency { get; init; }

    public bool StopsOnError { get; init; }

    /// <summary>The longest time it may take; null: the default.</summary>
    public string? Timeout { get; init; }
}

/// <summary>A plan made of another agent's configuration, with the report of it.</summary>
/// <param name="Source">Whose configuration it was, and in which files.</param>
internal sealed record MigratedPlan(
    string Source, IReadOnlyList<MigratedEntry> Entries, IReadOnlyList<MigrationNote> Notes)
{
    /// <summary>Whether something of the configuration is lost.</summary>
    public bool HasGaps => Notes.Any(note => note.Kind == MigrationKind.NoCounterpart);
}

/// <summary>A file of another agent.</summary>
/// <param name="Name">Its name, as errors and report call it.</param>
internal sealed record SourceFile(string Name, byte[] Content);
