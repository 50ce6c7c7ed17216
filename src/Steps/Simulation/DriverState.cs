namespace OpenLaunch.Steps.Simulation;

/// <summary>An installed driver.</summary>
public sealed class DriverState
{
    /// <summary>The device.</summary>
    public required string DeviceName { get; set; }

    /// <summary>The set-up class.</summary>
    public required string DeviceClass { get; set; }

    /// <summary>The provider.</summary>
    public required string Manufacturer { get; set; }

    /// <summary>The version.</summary>
    public required string Version { get; set; }

    /// <summary>The INF file.</summary>
    public string InfName { get; set; } = "oem0.inf";
}
