namespace OpenLaunch.Steps.Simulation;

/// <summary>A network adapter.</summary>
public sealed class AdapterState
{
    /// <summary>The interface index.</summary>
    public required int Index { get; set; }

    /// <summary>The connection's name.</summary>
    public required string Name { get; set; }

    /// <summary>The device's description.</summary>
    public required string Description { get; set; }

    /// <summary>The hardware address.</summary>
    public string Mac { get; set; } = "";

    /// <summary>IPv4 addresses with prefix length: <c>172.31.40.10/20</c>.</summary>
    public List<string> Ipv4 { get; set; } = [];

    /// <summary>IPv6 addresses with prefix length.</summary>
    public List<string> Ipv6 { get; set; } = [];

    /// <summary>The default gateways of both families.</summary>
    public List<string> Gateways { get; set; } = [];

    /// <summary>The interface metric of both families.</summary>
    public int Metric { get; set; }

    /// <summary>Whether the adapter works. Default: true.</summary>
    public bool Up { get; set; } = true;

    /// <summary>Whether it is Ethernet-like. Default: true.</summary>
    public bool Ethernet { get; set; } = true;
}
