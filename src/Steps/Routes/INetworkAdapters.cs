using System.Net;

namespace OpenLaunch.Steps.Routes;

/// <summary>Lists the machine's network adapters.</summary>
public interface INetworkAdapters
{
    /// <summary>All adapters, software ones included, in no order.</summary>
    Task<IReadOnlyList<NetworkAdapter>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Returns when an adapter, address or route changed since the call, or when the bound is over. A late network
    /// adapter or DHCP lease at boot is waited for this way, not by polling.
    /// </summary>
    Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken);
}

/// <summary>A network adapter as the route planner sees it.</summary>
public sealed record NetworkAdapter
{
    /// <summary>The interface index that routes name.</summary>
    public required int InterfaceIndex { get; init; }

    /// <summary>The connection's name: <c>Ethernet</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The device's description: <c>Amazon Elastic Network Adapter</c>.</summary>
    public required string Description { get; init; }

    /// <summary>The hardware address as upper-case hex digits in pairs with colons; empty for a software adapter.</summary>
    public string MacAddress { get; init; } = "";

    /// <summary>Whether the adapter is operational.</summary>
    public bool IsUp { get; init; } = true;

    /// <summary>Whether the adapter is an Ethernet-like one; loopback and tunnel adapters are not.</summary>
    public bool IsEthernet { get; init; } = true;

    /// <summary>The unicast addresses with their prefix lengths.</summary>
    public IReadOnlyList<AdapterAddress> Addresses { get; init; } = [];

    /// <summary>The default gateways of both families; <c>0.0.0.0</c> or <c>::</c> is an on-link gateway.</summary>
    public IReadOnlyList<IPAddress> Gateways { get; init; } = [];

    /// <summary>The interface metric for IPv4.</summary>
    public int Ipv4Metric { get; init; }

    /// <summary>The interface metric for IPv6.</summary>
    public int Ipv6Metric { get; init; }
}

/// <summary>An address of an adapter and the length of its subnet's prefix.</summary>
/// <param name="PrefixLength">0 to 32 for IPv4, 0 to 128 for IPv6.</param>
public readonly record struct AdapterAddress(IPAddress Address, int PrefixLength)
{
    /// <summary>The subnet.</summary>
    public IPNetwork Subnet
    {
        get
        {
            // IPNetwork refuses an address with bits beyond the prefix.
            var bytes = Address.GetAddressBytes();
            for (var bit = PrefixLength; bit < bytes.Length * 8; bit++)
                bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
            return new(new IPAddress(bytes), PrefixLength);
        }
    }

    /// <summary>Whether an address lies in the subnet.</summary>
    /// <param name="address">The address, of any family.</param>
    public bool Contains(IPAddress address) => address.AddressFamily == Address.AddressFamily && Subnet.Contains(address);
}
