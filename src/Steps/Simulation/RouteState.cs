namespace OpenLaunch.Steps.Simulation;

/// <summary>A route. A persistent one is in use too, as it is after each start.</summary>
public sealed class RouteState
{
    /// <summary>The destination prefix.</summary>
    public required string Destination { get; set; }

    /// <summary>The next hop.</summary>
    public required string Gateway { get; set; }

    /// <summary>The interface index; null for a persistent route that names none.</summary>
    public int? Interface { get; set; }

    /// <summary>The route metric.</summary>
    public int Metric { get; set; }

    /// <summary>Whether it is in the persistent store.</summary>
    public bool Persistent { get; set; }

    /// <summary>Whether it is in use. Default: true. False: on disk only, until the next start.</summary>
    public bool Active { get; set; } = true;
}
