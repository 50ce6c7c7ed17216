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

    /// <summary>Whether changes are only described; nothing is written anywhere, the journal included.</summary>
    public bool DryRun { get; init; }
}
