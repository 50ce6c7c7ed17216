namespace OpenLaunch.Steps.Routes;

/// <summary>What has to be done to the route table, and for which adapter.</summary>
internal sealed record RoutePlan(AdapterSelection Selection, IReadOnlyList<RouteEdit> Edits);

/// <summary>One act on the route table.</summary>
internal sealed record RouteEdit(RouteEditKind Kind, Route Route, string? Reason = null)
{
    /// <summary>The act in words, for the journal and <c>repair</c>.</summary>
    public string Description
    {
        get
        {
            var noun = Route.Store == RouteStore.Persistent ? "persistent route" : "route";
            var hop = Route.IsOnLink ? "on-link" : $"through {Route.Gateway}";
            var place = Route.InterfaceIndex is { } index ? $" on interface {index}" : "";
            return Kind == RouteEditKind.Add
                ? $"add the {noun} {Route.Destination} {hop}{place}, metric {Route.Metric}"
                : $"remove the {noun} {Route.Destination} {hop}{place} ({Reason})";
        }
    }
}

/// <summary>What is done with a route.</summary>
internal enum RouteEditKind
{
    Add,

    Remove,
}

/// <summary>Reads the routes and plans what has to be done, for the step and the watch.</summary>
internal static class RouteDrift
{
    public static async Task<RoutePlan> ReadAsync(
        INetworkAdapters adapters, IRouteTable routes, bool persistent, CancellationToken cancellationToken) =>
        await ReadAsync(await adapters.ListAsync(cancellationToken), routes, persistent, cancellationToken);

    /// <summary>Plans for adapters that were waited for.</summary>
    public static async Task<RoutePlan> ReadAsync(
        IReadOnlyList<NetworkAdapter> adapters, IRouteTable routes, bool persistent, CancellationToken cancellationToken) =>
        RoutePlanner.Plan(adapters, await routes.ListAsync(cancellationToken), persistent);
}
