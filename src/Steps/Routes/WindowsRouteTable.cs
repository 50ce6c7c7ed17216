using System.Net.Sockets;
using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Routes;

/// <summary>
/// The route table of this Windows. The active store is edited through IP Helper, the persistent IPv4 store in the registry
/// (where <c>route -p</c> keeps it), the persistent IPv6 store with <c>netsh</c>, the only documented way that is not WMI.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsRouteTable : IRouteTable
{
    public async Task<IReadOnlyList<Route>> ListAsync(CancellationToken cancellationToken)
    {
        var active = WindowsActiveRoutes.List();
        var routes = active.Routes;
        routes.AddRange(WindowsPersistentIpv4Routes.List());

        // Windows makes every persistent route of a present interface active, marked as entered by hand. Without one there
        // is nothing persistent that matters, and the boot is spared a process.
        if (active.HasManualIpv6Route)
            routes.AddRange(await WindowsPersistentIpv6Routes.ListAsync(cancellationToken));
        return routes;
    }

    public Task AddAsync(Route route, CancellationToken cancellationToken) => EditAsync(
        route, WindowsActiveRoutes.Add, WindowsPersistentIpv4Routes.Add, WindowsPersistentIpv6Routes.AddAsync, cancellationToken);

    public Task RemoveAsync(Route route, CancellationToken cancellationToken) => EditAsync(
        route, WindowsActiveRoutes.Remove, WindowsPersistentIpv4Routes.Remove, WindowsPersistentIpv6Routes.RemoveAsync,
        cancellationToken);

    private static async Task EditAsync(
        Route route, Action<Route> active, Action<Route> persistentIpv4, Func<Route, CancellationToken, Task> persistentIpv6,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (route.Store == RouteStore.Active)
            active(route);
        else if (IsIpv6(route))
            await persistentIpv6(route, cancellationToken);
        else
            persistentIpv4(route);
    }

    private static bool IsIpv6(Route route) => route.Destination.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;
}
