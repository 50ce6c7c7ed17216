namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>What is known of the instance. Null or empty: not known, not there.</summary>
internal sealed record InstanceFacts
{
    /// <summary>The image that the instance came from, and its operating system.</summary>
    public required RegistryFacts Registry { get; init; }

    /// <summary>What instance metadata tells.</summary>
    public required MetadataFacts Metadata { get; init; }

    /// <summary>The IETF tag of the system's locale.</summary>
    public required string Language { get; init; }

    /// <summary>The standard name of the time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Local time less UTC at this moment.</summary>
    public required TimeSpan Offset { get; init; }

    /// <summary>The drivers in use.</summary>
    public IReadOnlyList<InstalledDriver> Drivers { get; init; } = [];

    /// <summary>This agent's version.</summary>
    public required string AgentVersion { get; init; }

    /// <summary>The version of the AWS VSS components.</summary>
    public string? VssVersion { get; init; }

    /// <summary>The computer's name.</summary>
    public required string ComputerName { get; init; }

    /// <summary>The thumbprint of the Remote Desktop certificate.</summary>
    public string? Thumbprint { get; init; }
}
