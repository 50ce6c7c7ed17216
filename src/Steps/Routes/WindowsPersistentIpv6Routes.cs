using System.Globalization;
using System.Net;
using System.Net.Sockets;
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
        PersistentIpv6Listing.Parse(await NetshAsync(["show", "route", "store=persistent"], cancellationToken));

    public static Task AddAsync(Route route, CancellationToken cancellationToken)
    {
        var metric = $"metric={route.Metric.ToString(CultureInfo.InvariantCulture)}";
        return EditAsync(
            ["add", "route", .. Selector(route), metric, "store=persistent"], route, isKept: true, cancellationToken);
    }

    public static Task RemoveAsync(Route route, CancellationToken cancellationToken) =>
        EditAsync(["delete", "route", .. Selector(route), "store=persistent"], route, isKept: false, cancellationToken);

    /// <summary>netsh says only in the system's language that a route is there, or is not: the store itself tells.</summary>
    private static async Task EditAsync(string[] arguments, Route route, bool isKept, CancellationToken cancellationToken)
    {
        try
        {
            await NetshAsync(arguments, cancellationToken);
        }
        catch (WindowsException)
        {
            var stored = await ListAsync(cancellationToken);
            if (stored.Any(route.IsSame) != isKept)
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

/// <summary>
/// Reads what <c>netsh interface ipv6 show route store=persistent</c> prints. Its heading and the words for yes and no are
/// translated, so a row is known by its prefix: metric before it, interface index and gateway (or name) after it.
/// </summary>
internal static class PersistentIpv6Listing
{
    public static IReadOnlyList<Route> Parse(string text)
    {
        var routes = new List<Route>();
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (var i = 1; i + 1 < words.Length; i++)
            {
                if (ParseRow(words, i) is not { } route)
                    continue;
                routes.Add(route);
                break;
            }
        }

        return routes;
    }

    private static Route? ParseRow(string[] words, int prefixAt)
    {
        if (!words[prefixAt].Contains('/', StringComparison.Ordinal)
            || !IPNetwork.TryParse(words[prefixAt], out var destination)
            || destination.BaseAddress.AddressFamily != AddressFamily.InterNetworkV6
            || !int.TryParse(words[prefixAt - 1], NumberStyles.None, CultureInfo.InvariantCulture, out var metric)
            || !int.TryParse(words[prefixAt + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return null;
        }

        var hasGateway = IPAddress.TryParse(words.ElementAtOrDefault(prefixAt + 2), out var gateway)
            && gateway.AddressFamily == AddressFamily.InterNetworkV6;
        var hop = hasGateway ? new IPAddress(gateway!.GetAddressBytes()) : IPAddress.IPv6Any;
        return new(destination, hop, index, metric, RouteStore.Persistent);
    }
}
