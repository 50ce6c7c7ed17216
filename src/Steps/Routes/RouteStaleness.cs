using System.Net.Sockets;

namespace OpenLaunch.Steps.Routes;

/// <summary>Says why a route to one of the services must go.</summary>
internal sealed class RouteStaleness(NetworkAdapter primary, IReadOnlyList<NetworkAdapter> adapters)
{
    public const string Duplicate = "a duplicate";

    public const string NotOnDisk = "right now, but on disk it would travel with an image into another subnet";

    /// <summary>The reason, or null when the route leads where the right one does. The metric is nobody's business.</summary>
    public string? ReasonFor(Route route, Route? right, AddressFamily family)
    {
        if (right is null)
            return WhyNoPath(family);

        // A persistent IPv4 route names no interface: Windows finds it by the gateway.
        var elsewhere = route.InterfaceIndex != right.InterfaceIndex
            && (route.InterfaceIndex is not null || route.Store == RouteStore.Active);
        if (route.Gateway.Equals(right.Gateway))
            return elsewhere ? $"interface {primary.InterfaceIndex} is the primary one" : null;
        if (!adapters.Any(adapter => adapter.Gateways.Contains(route.Gateway)))
            return "not the gateway of an adapter of this machine";
        return $"not the gateway that interface {primary.InterfaceIndex} uses";
    }

    private string WhyNoPath(AddressFamily family)
    {
        var lack = AdapterPath.HasAddress(primary, family) ? "gateway" : "address";
        return $"interface {primary.InterfaceIndex} has no {(family == AddressFamily.InterNetwork ? "IPv4" : "IPv6")} {lack}";
    }
}
