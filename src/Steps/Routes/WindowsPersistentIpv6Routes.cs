using System.Globalization;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Routes;

/// <summary>
/// The persistent IPv6 routes, with netsh. Windows keeps them in a part of the registry (NSI) whose binary form is not
/// documented; IP Helper edits the active store only; the class MSFT_NetRoute would cost a WMI provider's start.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class WindowsPersistentIpv6Routes
{
    public static async Task<IReadOnlyList<Route>> ListAsync(CancellationToken cancellationToken) =>
        PersistentIpv6Listing.Parse(await NetshAsync(["show", "route", "store=persistent"], cancellationToken)
            .ConfigureAwait(false));

    public static Task AddAsync(Route route, CancellationToken cancellationToken) =>
        NetshAsync(
            [
                "add", "route", .. Selector(route),
                $"metric={route.Metric.ToString(CultureInfo.InvariantCulture)}", "store=persistent",
            ],
            cancellationToken);

    public static async Task RemoveAsync(Route route, CancellationToken cancellationToken)
    {
        try
        {
            await NetshAsync(["delete", "route", .. Selector(route), "store=persistent"], cancellationToken)
                .ConfigureAwait(false);
        }
        catch (WindowsException)
        {
            // netsh says "element not found" in the system's language only; a route that is gone is no error.
            var left = await ListAsync(cancellationToken).ConfigureAwait(false);
            if (left.Contains(route))
                throw;
        }
    }

    private static string[] Selector(Route route)
    {
        if (route.InterfaceIndex is not { } index)
            throw new ArgumentException($"The persistent route to {route.Destination} names no interface.", nameof(route));
        return
        [
            $"prefix={route.Destination}",
            $"interface={index.ToString(CultureInfo.InvariantCulture)}",
            $"nexthop={route.Gateway}",
        ];
    }

    private static Task<string> NetshAsync(string[] arguments, CancellationToken cancellationToken) =>
        WindowsTool.RunAsync("netsh.exe", ["interface", "ipv6", .. arguments], cancellationToken);
}
