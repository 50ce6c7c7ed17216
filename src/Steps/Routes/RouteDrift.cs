namespace OpenLaunch.Steps.Routes;

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
