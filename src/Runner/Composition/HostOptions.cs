using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Runner.Composition;

/// <summary>What the command line says about where a run works.</summary>
internal sealed record HostOptions
{
    /// <summary>Where configuration, state and logs live.</summary>
    public required StateFolders Folders { get; init; }

    /// <summary>The configuration file, or null for the agent's own, else the built-in plan.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Whether the machine is simulated.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The machine file to start from, or null to go on from the one in the state folder.</summary>
    public string? MachineFile { get; init; }

    /// <summary>The metadata endpoint as the command line or the environment names it.</summary>
    public required MetadataEndpoint Endpoint { get; init; }

    /// <summary>Whether somebody named an endpoint; a simulated machine then starts no metadata service of its own.</summary>
    public bool IsEndpointNamed { get; init; }

    /// <summary>User data that the simulated metadata service serves.</summary>
    public string? UserDataFile { get; init; }

    /// <summary>Whether the scripts of user data are run for real although the machine is simulated.</summary>
    public bool ExecutesScripts { get; init; }

    /// <summary>The console's target: a file, <c>COMn</c>, <c>-</c> or <c>none</c>; null for the default.</summary>
    public string? ConsoleTarget { get; init; }

    /// <summary>Whether the run is one of a boot: a simulated machine then starts anew. Default: true.</summary>
    public bool IsBoot { get; init; } = true;

    /// <summary>The longest a request for metadata may go on trying; null: as long as the configuration says.</summary>
    public TimeSpan? MetadataBudget { get; init; }

    /// <summary>Whether lock and journal are held only while a plan runs: for what stays resident. Default: false.</summary>
    public bool IsResident { get; init; }

    /// <summary>Whether files that others than administrators can alter are used nevertheless. Default: false.</summary>
    public bool AllowsUntrustedFiles { get; init; }

    /// <summary>Whether nothing may be written anywhere.</summary>
    public bool IsDryRun { get; init; }
}
