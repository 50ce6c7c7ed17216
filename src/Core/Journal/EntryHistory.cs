namespace OpenLaunch.Core.Journal;

/// <summary>What the journal knows of a plan entry on an instance.</summary>
public sealed record EntryHistory
{
    /// <summary>Nothing.</summary>
    public static EntryHistory None { get; } = new();

    /// <summary>The outcome with which it last completed on this instance, unless it failed or was cut off since.</summary>
    public JournalRecord? Completed { get; init; }

    /// <summary>The outcome with which it last completed on any instance.</summary>
    public JournalRecord? CompletedEver { get; init; }

    /// <summary>Whether it asked for a reboot and wants to go on after it.</summary>
    public bool ResumePending { get; init; }

    /// <summary>Whether it started and never ended: a power cut or a kill.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Whether it asked to run again.</summary>
    public bool WantsToRunAgain { get; init; }
}
