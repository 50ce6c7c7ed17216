using System.Net.Sockets;
using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Routes;

/// <summary>
/// The route table of this Windows. The active store is edited through IP Helper, the persistent IPv4 store in the registry
/// (where <c>route -p</c> keeps it), the persistent IPv6 store with <c>netsh</c>, the only documented way that is not WMI.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsRouteTable : IRouteTable
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Route>> ListAsync(CancellationToken cancellationToken)
    {
        var active = WindowsActiveRoutes.List();
        var routes = active.Routes;
        routes.AddRange(WindowsPersistentIpv4Routes.List());

        // Windows makes every persistent route of a present interface active, marked as entered by hand. Without one there
        // is nothing persistent that matters, and the boot is spared a process.
        if (active.HasManualIpv6Route)
            routes.AddRange(await WindowsPersistentIpv6Routes.ListAsync(cancellationToken).ConfigureAwait(false));
        return routes;
    }

    /// <inheritdoc/>
    public Task AddAsync(Route route, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (route.Store == RouteStore.Persistent && IsIpv6(route))
            return WindowsPersistentIpv6Routes.AddAsync(route, cancellationToken);
        if (route.Store == RouteStore.Persistent)
            WindowsPersistentIpv4Routes.Add(route);
        else
            WindowsActiveRoutes.Add(route);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(Route route, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (route.Store == RouteStore.Persistent && IsIpv6(route))
            return WindowsPersistentIpv6Routes.RemoveAsync(route, cancellationToken);
        if (route.Store == RouteStore.Persistent)
            WindowsPersistentIpv4Routes.Remove(route);
        else
            WindowsActiveRoutes.Remove(route);
        return Task.CompletedTask;
    }

    private static bool IsIpv6(Route route) => route.Destination.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;
}
