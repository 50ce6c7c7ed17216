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

/// <summary>A scheduled task.</summary>
public sealed class ScheduledTaskState
{
    /// <summary>The task's name.</summary>
    public required string Name { get; set; }

    /// <summary>Whether Windows starts it. Default: true.</summary>
    public bool Enabled { get; set; } = true;
}

/// <summary>A script that the simulated interpreter was given.</summary>
public sealed class ScriptState
{
    /// <summary>batch or powershell.</summary>
    public required string Language { get; set; }

    /// <summary>The account it ran as.</summary>
    public required string RunAs { get; set; }

    /// <summary>SHA-256 of the text, in lower-case hex.</summary>
    public required string Sha256 { get; set; }
}

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
