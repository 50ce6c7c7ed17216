using System.Net;
using System.Net.Sockets;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>How each of the ten destinations is routed: what the planner would change is what is wrong.</summary>
internal static class DiagnosisOfRoutes
{
    private const string Subject = "route";
    private const string Stale = "stale";

    public static IEnumerable<Finding> Of(MachineFacts facts)
    {
        if (facts.Routes.Value is not { } routes)
            return [new(Severity.Error, Subject, "The route table cannot be read", facts.Routes.Problem ?? "")];
        if (facts.Adapters.Value is not { } adapters)
            return [];
        var plan = RoutePlanner.Plan(adapters, routes, facts.WantsPersistentRoutes);
        return plan.Selection.Primary is { } primary
            ? ServiceRoute.All.Select(service => Of(service, primary, adapters, routes, plan.Edits))
            : [];
    }

    private static Finding Of(
        ServiceRoute service, NetworkAdapter primary, IReadOnlyList<NetworkAdapter> adapters, IReadOnlyList<Route> routes,
        IReadOnlyList<RouteEdit> edits)
    {
        var name = $"{service.Destination} ({service.Purpose})";
        var wrong = edits.Where(edit => edit.Route.Destination.Equals(service.Destination)).ToList();
        if (wrong.Exists(edit => edit.Kind == RouteEditKind.Remove))
            return Wrong(name, wrong, adapters);
        if (wrong.Find(edit => edit.Route.Store == RouteStore.Active)?.Route is { } missing)
        {
            return new(
                Severity.Warning, Subject, $"{name} has no route of its own {Hop(missing.Gateway)}",
                "only a default route leads there, which another adapter or a VPN may take over", Finding.Repair);
        }

        return wrong.Count > 0
            ? new(Severity.Warning, Subject, $"{name} is not on disk, where the configuration wants it", "", Finding.Repair)
            : Right(
                name, service.Destination.BaseAddress.AddressFamily, primary,
                [.. routes.Where(route => route.Destination.Equals(service.Destination))]);
    }

    private static Finding Wrong(string name, List<RouteEdit> wrong, IReadOnlyList<NetworkAdapter> adapters)
    {
        var removed = wrong.Where(edit => edit.Kind == RouteEditKind.Remove).ToList();
        var ways = removed.GroupBy(edit => (Word: Word(edit), Hop: Hop(edit.Route.Gateway))).Select(way =>
            $"a {way.Key.Word} route {way.Key.Hop}, "
            + string.Join(" and ", way.Select(edit => Place(edit.Route, wrong, adapters))));
        return new(
            removed.TrueForAll(edit => Word(edit) != Stale) ? Severity.Warning : Severity.Error,
            Subject, $"{name} has {string.Join("; ", ways)}",
            string.Join("; ", removed.Select(edit => edit.Reason).Distinct()), Finding.Repair);
    }

    private static string Word(RouteEdit edit) => edit.Reason switch
    {
        RouteStaleness.Duplicate => "duplicate",
        RouteStaleness.NotOnDisk => "needless",
        _ => Stale,
    };

    private static string Place(Route route, List<RouteEdit> wrong, IReadOnlyList<NetworkAdapter> adapters)
    {
        if (route.Store == RouteStore.Persistent)
            return "persistent";
        return $"active on interface {route.InterfaceIndex} with metric {Total(route, adapters)}{Rival(route, wrong, adapters)}";
    }

    /// <summary>Says when a wrong route wins over the right one by its metric.</summary>
    private static string Rival(Route route, List<RouteEdit> wrong, IReadOnlyList<NetworkAdapter> adapters)
    {
        var right = wrong.Find(edit => edit is { Kind: RouteEditKind.Add, Route.Store: RouteStore.Active })?.Route;
        return right is not null && right.InterfaceIndex != route.InterfaceIndex
            && Total(route, adapters) < Total(right, adapters)
            ? $", lower than the {Total(right, adapters)} of interface {right.InterfaceIndex}"
            : "";
    }

    private static Finding Right(string name, AddressFamily family, NetworkAdapter primary, List<Route> existing)
    {
        if (existing.Find(route => route.Store == RouteStore.Active) is { } active)
        {
            var also = existing.Exists(route => route.Store == RouteStore.Persistent) ? ", active and persistent" : ", active";
            return new(Severity.Info, Subject, $"{name} goes {Hop(active.Gateway)} on interface {active.InterfaceIndex}{also}");
        }

        var word = family == AddressFamily.InterNetwork ? "IPv4" : "IPv6";
        var lack = AdapterPath.HasAddress(primary, family) ? "gateway" : "address";
        return new(
            Severity.Info, Subject, $"{name} needs no route: interface {primary.InterfaceIndex} has no {word} {lack}");
    }

    private static int Total(Route route, IReadOnlyList<NetworkAdapter> adapters)
    {
        var adapter = adapters.FirstOrDefault(adapter => adapter.InterfaceIndex == route.InterfaceIndex);
        var own = route.Destination.BaseAddress.AddressFamily == AddressFamily.InterNetwork
            ? adapter?.Ipv4Metric
            : adapter?.Ipv6Metric;
        return route.Metric + (own ?? 0);
    }

    private static string Hop(IPAddress gateway) =>
        Route.IsNone(gateway) ? "on-link" : $"through {gateway}";
}
