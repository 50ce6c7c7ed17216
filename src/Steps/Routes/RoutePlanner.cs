using System.Net.Sockets;

namespace OpenLaunch.Steps.Routes;

/// <summary>
/// Compares the route table with the wanted routes. Only entries whose destination is exactly one of the ten
/// <see cref="ServiceRoute"/> are ours; no other route is ever touched.
/// </summary>
internal static class RoutePlanner
{
    /// <summary>
    /// Plans. For each destination in order: stale active routes go, the right one comes, then the same on disk. A stale
    /// route goes first because until the right one is there the default route leads to the service.
    /// </summary>
    public static RoutePlan Plan(IReadOnlyList<NetworkAdapter> adapters, IReadOnlyList<Route> routes, bool persistent)
    {
        var selection = PrimaryAdapterSelector.Select(adapters);
        if (selection.Primary is not { } primary)
            return new(selection, []);
        var paths = AdapterPath.Of(primary);
        var staleness = new RouteStaleness(primary, adapters);
        var edits = new List<RouteEdit>();
        foreach (var service in ServiceRoute.All)
        {
            var family = service.Destination.BaseAddress.AddressFamily;
            var path = paths.FirstOrDefault(path => path.Family == family);
            var wanted = path is null
                ? null
                : new Route(service.Destination, path.Gateway, primary.InterfaceIndex, path.Metric, RouteStore.Active);
            var existing = routes.Where(route => route.Destination.Equals(service.Destination)).ToList();
            Settle(existing.Where(route => route.Store == RouteStore.Active), wanted, wanted, family);
            var kept = wanted is null ? null : wanted with { Store = RouteStore.Persistent };
            Settle(existing.Where(route => route.Store == RouteStore.Persistent), kept, persistent ? kept : null, family);
        }

        return new(selection, edits);

        // "right" is what a route must look like not to be stale; "wanted" is what the store must hold, if anything.
        void Settle(IEnumerable<Route> existing, Route? right, Route? wanted, AddressFamily family)
        {
            // Where two entries are right, the one with the wanted metric stays.
            var found = false;
            foreach (var route in existing.OrderByDescending(route => route == wanted))
            {
                var reason = staleness.ReasonFor(route, right, family)
                    ?? (wanted is null ? RouteStaleness.NotOnDisk : found ? RouteStaleness.Duplicate : null);
                if (reason is null)
                    found = true;
                else
                    edits.Add(new(RouteEditKind.Remove, route, reason));
            }

            if (wanted is not null && !found)
                edits.Add(new(RouteEditKind.Add, wanted));
        }
    }
}

/// <summary>Says why a route to one of the services must go.</summary>
internal sealed class RouteStaleness(NetworkAdapter primary, IReadOnlyList<NetworkAdapter> adapters)
{
    public const string Duplicate = "a duplicate";

    public const string NotOnDisk = "right now, but on disk it would travel with an image into another subnet";

    public const string NotAGateway = "not the gateway of an adapter of this machine";

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
            return NotAGateway;
        return $"not the gateway that interface {primary.InterfaceIndex} uses";
    }

    private string WhyNoPath(AddressFamily family)
    {
        var lack = AdapterPath.HasAddress(primary, family) ? "gateway" : "address";
        return $"interface {primary.InterfaceIndex} has no {(family == AddressFamily.InterNetwork ? "IPv4" : "IPv6")} {lack}";
    }
}
