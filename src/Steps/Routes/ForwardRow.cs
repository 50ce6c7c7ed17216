using OpenLaunch.Steps.Routes.Native;

namespace OpenLaunch.Steps.Routes;

/// <summary>A route in use as IP Helper takes and gives it.</summary>
internal static class ForwardRow
{
    /// <summary>The route; null for one of another family than IPv4 and IPv6.</summary>
    public static Route? Read(in MIB_IPFORWARD_ROW2 row)
    {
        if (row.DestinationPrefix.Prefix.ToAddress() is not { } address || row.NextHop.ToAddress() is not { } gateway)
            return null;

        // Windows ignores bits beyond the prefix.
        var destination = new AdapterAddress(address, row.DestinationPrefix.PrefixLength).Subnet;
        return new(destination, gateway, (int)row.InterfaceIndex, (int)row.Metric, RouteStore.Active);
    }

    /// <summary>Fills in a row that Windows has initialised.</summary>
    public static void Fill(ref MIB_IPFORWARD_ROW2 row, Route route)
    {
        if (route.InterfaceIndex is not { } index)
            throw new ArgumentException($"The active route to {route.Destination} names no interface.", nameof(route));
        row.InterfaceIndex = (uint)index;
        row.DestinationPrefix.Prefix = SOCKADDR_INET.From(route.Destination.BaseAddress);
        row.DestinationPrefix.PrefixLength = (byte)route.Destination.PrefixLength;
        row.NextHop = SOCKADDR_INET.From(route.Gateway);
        if (route.Gateway.IsIPv6LinkLocal)
            row.NextHop.sin6_scope_id = (uint)index; // without it the address names no neighbour (RFC 4007)
        row.Metric = (uint)route.Metric;
        row.Protocol = ForwardTableNative.MIB_IPPROTO_NETMGMT;
        row.SitePrefixLength = 0; // initialised to 255, and more than the prefix's own length is an error
    }
}
