using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OpenLaunch.Steps.Routes;

/// <summary>
/// Reads what <c>netsh interface ipv6 show route store=persistent</c> prints. Its heading and the words for yes and no are
/// translated, so a row is known by its prefix: metric before it, interface index and gateway (or name) after it.
/// </summary>
internal static class PersistentIpv6Listing
{
    /// <summary>The routes in a listing.</summary>
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
