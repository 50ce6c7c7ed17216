using System.Net;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Tests.Routes;

/// <summary>Adapters as tests need them.</summary>
internal static class Adapters
{
    public static NetworkAdapter Ethernet(
        int index = 12, string[]? addresses = null, string[]? gateways = null, int metric = 15) => new()
        {
            InterfaceIndex = index,
            Name = $"Ethernet {index}",
            Description = "Amazon Elastic Network Adapter",
            Addresses = [.. (addresses ?? ["172.31.40.10/20"]).Select(Address)],
            Gateways = [.. (gateways ?? ["172.31.32.1"]).Select(IPAddress.Parse)],
            Ipv4Metric = metric,
            Ipv6Metric = metric + 10,
        };

    public static NetworkAdapter Named(string description, int index = 3) =>
        Ethernet(index) with { Name = "Other", Description = description };

    public static Route Route(
        string destination, string gateway, int? index = 12, int metric = 15, RouteStore store = RouteStore.Active) =>
        new(IPNetwork.Parse(destination), IPAddress.Parse(gateway), index, metric, store);

    public static Route Persistent(string destination, string gateway, int? index = null, int metric = 15) =>
        Route(destination, gateway, index, metric, RouteStore.Persistent);

    private static AdapterAddress Address(string text)
    {
        var parts = text.Split('/');
        return new(IPAddress.Parse(parts[0]), int.Parse(parts[1]));
    }
}
