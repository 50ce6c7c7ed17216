namespace OpenLaunch.Steps.Watch;

/// <summary>What a watch has seen and done since it started.</summary>
internal sealed class WatchCounters
{
    /// <summary>Bursts of changes of adapters, addresses or routes; the changes of one burst count once.</summary>
    public long Changes { get; internal set; }

    /// <summary>Comparisons.</summary>
    public long Comparisons { get; internal set; }

    /// <summary>Repairs.</summary>
    public long Repairs { get; internal set; }

    /// <summary>Repairs that were put off because the one before was too recent.</summary>
    public long HeldBack { get; internal set; }

    /// <summary>Looks at the licence.</summary>
    public long LicenceChecks { get; internal set; }
}
