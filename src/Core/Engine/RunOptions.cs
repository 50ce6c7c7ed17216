namespace OpenLaunch.Core.Engine;

/// <summary>What the caller asks of one run beside the plan.</summary>
public sealed record RunOptions
{
    /// <summary>The names of the only entries to run; empty: all.</summary>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    /// <summary>The names of entries not to run.</summary>
    public IReadOnlyCollection<string> Skip { get; init; } = [];

    /// <summary>Whether entries run again although their frequency says they are done.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// The verb that asked for a run which is no boot's, such as <c>repair</c>; null for the boot plan. The journal keeps such a
    /// run apart: it is not what <c>status</c> reports, and no first boot.
    /// </summary>
    public string? Verb { get; init; }

    /// <summary>Whether changes are only described; nothing is written anywhere, the journal included.</summary>
    public bool DryRun { get; init; }
}
