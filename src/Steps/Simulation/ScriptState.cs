namespace OpenLaunch.Steps.Simulation;

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
