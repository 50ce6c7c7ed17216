using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OpenLaunch.Steps.Routes;

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

    /// <summary>Reads a value's name.</summary>
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
