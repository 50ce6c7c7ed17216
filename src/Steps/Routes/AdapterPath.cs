using System.Net;
using System.Net.Sockets;

namespace OpenLaunch.Steps.Routes;

/// <summary>The way out of an adapter for one address family.</summary>
internal sealed record AdapterPath(AddressFamily Family, IPAddress Gateway, int Metric)
{
    private const int LowestMetric = 1;
    private const int HighestMetric = 9999; // the highest that route.exe takes

    /// <summary>The ways out of an adapter, one for each family in which it has both an address and a gateway.</summary>
    public static IReadOnlyList<AdapterPath> Of(NetworkAdapter adapter)
    {
        var paths = new List<AdapterPath>(2);
        Add(AddressFamily.InterNetwork, adapter.Ipv4Metric);
        Add(AddressFamily.InterNetworkV6, adapter.Ipv6Metric);
        return paths;

        void Add(AddressFamily family, int metric)
        {
            if (HasAddress(adapter, family) && GatewayOf(adapter, family) is { } gateway)
                paths.Add(new(family, gateway, Math.Clamp(metric, LowestMetric, HighestMetric)));
        }
    }

    /// <summary>Whether the adapter has an address from its subnet; one that it made up (link-local) leads nowhere.</summary>
    public static bool HasAddress(NetworkAdapter adapter, AddressFamily family) =>
        adapter.Addresses.Any(own => own.Address.AddressFamily == family && !IsLinkLocal(own.Address));

    /// <summary>
    /// The last gateway listed, as in EC2Launch; but one that is no neighbour, left over from another subnet, only when no
    /// other is there.
    /// </summary>
    private static IPAddress? GatewayOf(NetworkAdapter adapter, AddressFamily family)
    {
        var gateways = adapter.Gateways.Where(gateway => gateway.AddressFamily == family).ToList();
        return gateways.LastOrDefault(gateway => IsNeighbour(adapter, gateway)) ?? gateways.LastOrDefault();
    }

    private static bool IsNeighbour(NetworkAdapter adapter, IPAddress gateway) =>
        IsLinkLocal(gateway) || Route.IsNone(gateway) || adapter.Addresses.Any(own => own.Contains(gateway));

    private static bool IsLinkLocal(IPAddress address) =>
        address.IsIPv6LinkLocal || address.GetAddressBytes() is [169, 254, _, _];
}
