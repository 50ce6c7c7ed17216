using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.Simulation;

/// <summary>Windows Remote Management: its listener over HTTPS, and what a step made for it.</summary>
public sealed class WinRmState
{
    /// <summary>The port of the listener; null: none listens.</summary>
    [Range(1, 65535)]
    public int? Port { get; set; }

    /// <summary>The thumbprint of the listener's certificate.</summary>
    public string? Thumbprint { get; set; }

    /// <summary>The certificates that the step made: by thumbprint, the machine's name and the day they end.</summary>
    [NamesAndDays]
    public Dictionary<string, string> Certificates { get; set; } = [];

    public bool AllowsBasic { get; set; }

    /// <summary>The port of the step's rule in the firewall; null: there is none.</summary>
    [Range(1, 65535)]
    public int? FirewallPort { get; set; }

    /// <summary>Whether the rule holds in all networks.</summary>
    public bool FirewallForAll { get; set; }
}
