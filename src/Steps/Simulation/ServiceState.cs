namespace OpenLaunch.Steps.Simulation;

/// <summary>A service.</summary>
public sealed class ServiceState
{
    /// <summary>The service's name.</summary>
    public required string Name { get; set; }

    /// <summary>running or stopped.</summary>
    public string State { get; set; } = "stopped";

    /// <summary>automatic, manual or disabled.</summary>
    public string StartType { get; set; } = "manual";

    /// <summary>How often it was asked to do its work again (time service: resynchronisations).</summary>
    public int Requests { get; set; }
}
