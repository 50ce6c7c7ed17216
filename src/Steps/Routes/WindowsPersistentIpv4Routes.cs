using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace OpenLaunch.Steps.Routes;

/// <summary>The persistent IPv4 routes: registry values that <c>route -p</c> writes and each start of Windows reads.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsPersistentIpv4Routes
{
    private const string StoreKey = @"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\PersistentRoutes";

    public static List<Route> List()
    {
        using var key = Registry.LocalMachine.OpenSubKey(StoreKey);
        return key?.GetValueNames().Select(PersistentIpv4Route.Parse).OfType<Route>().ToList() ?? [];
    }

    public static void Add(Route route)
    {
        using var key = Registry.LocalMachine.CreateSubKey(StoreKey);
        key.SetValue(PersistentIpv4Route.Format(route), "", RegistryValueKind.String);
    }

    public static void Remove(Route route)
    {
        using var key = Registry.LocalMachine.OpenSubKey(StoreKey, writable: true);
        if (key is null)
            return;

        // Compared as routes, not as text: a hand-made value may write its metric or mask otherwise.
        var wanted = route with { InterfaceIndex = null };
        foreach (var name in key.GetValueNames().Where(name => PersistentIpv4Route.Parse(name) == wanted))
            key.DeleteValue(name, throwOnMissingValue: false);
    }
}

/// <summary>
/// The form in which Windows keeps a persistent IPv4 route: a registry value whose name is
/// <c>destination,mask,gateway,metric</c> and whose data is empty (Windows 2000 TCP/IP implementation details).
/// </summary>
internal static class PersistentIpv4Route
{
    /// <summary>The value's name for a route.</summary>
    public static string Format(Route route)
    {
        var mask = route.Destination.PrefixLength == 0 ? 0u : uint.MaxValue << (32 - route.Destination.PrefixLength);
        var metric = route.Metric.ToString(CultureInfo.InvariantCulture);
        return $"{route.Destination.BaseAddress},{ToAddress(mask)},{route.Gateway},{metric}";
    }

    public static Route? Parse(string name)
    {
        var parts = name.Split(',');
        if (parts.Length != 4
            || ParseAddress(parts[0]) is not { } destination
            || ParseAddress(parts[1]) is not { } mask
            || ParseAddress(parts[2]) is not { } gateway
            || !int.TryParse(parts[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var metric)
            || (~mask & (~mask + 1)) != 0)
        {
            return null;
        }

        var network = new IPNetwork(ToAddress(destination & mask), (int)uint.PopCount(mask));
        return new(network, ToAddress(gateway), InterfaceIndex: null, metric, RouteStore.Persistent);
    }

    private static uint? ParseAddress(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork
            ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes())
            : null;

    private static IPAddress ToAddress(uint bits) => new((uint)IPAddress.HostToNetworkOrder((int)bits));
}
