using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OpenLaunch.Steps.Simulation;

/// <summary>A network adapter.</summary>
public sealed class AdapterState : IValidatableObject
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

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var text in Ipv4.Where(text => !Is(text, AddressFamily.InterNetwork)))
            yield return new($"'{text}' is no IPv4 address with prefix length, such as 172.31.40.10/20", [nameof(Ipv4)]);
        foreach (var text in Ipv6.Where(text => !Is(text, AddressFamily.InterNetworkV6)))
            yield return new($"'{text}' is no IPv6 address with prefix length, such as 2001:db8::10/64", [nameof(Ipv6)]);
        foreach (var text in Gateways.Where(text => !IPAddress.TryParse(text, out _)))
            yield return new($"'{text}' is no address of a gateway, such as 172.31.32.1", [nameof(Gateways)]);
    }

    private static bool Is(string text, AddressFamily family)
    {
        var slash = text.LastIndexOf('/');
        return slash > 0 && IPAddress.TryParse(text.AsSpan(0, slash), out var address)
            && address.AddressFamily == family
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length <= address.GetAddressBytes().Length * 8;
    }
}

/// <summary>A route. A persistent one is in use too, as it is after each start.</summary>
public sealed class RouteState : IValidatableObject
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

    internal IPNetwork Prefix => IPNetwork.Parse(Destination);

    internal IPAddress NextHop => IPAddress.Parse(Gateway);

    internal bool IsIpv4 => Prefix.BaseAddress.AddressFamily == AddressFamily.InterNetwork;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPNetwork.TryParse(Destination, out var prefix))
        {
            yield return new($"'{Destination}' is no destination prefix, such as 169.254.169.254/32", [nameof(Destination)]);
            yield break;
        }

        if (!IPAddress.TryParse(Gateway, out var hop) || hop.AddressFamily != prefix.BaseAddress.AddressFamily)
            yield return new($"'{Gateway}' is no next hop for {prefix}", [nameof(Gateway)]);
        if (!Persistent && !Active)
            yield return new("a route must be persistent or active", [nameof(Active)]);
        if (!Persistent && Interface is null)
            yield return new("a route that is not persistent must name its interface", [nameof(Interface)]);
    }
}
