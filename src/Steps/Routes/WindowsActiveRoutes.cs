using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Routes.Native;

namespace OpenLaunch.Steps.Routes;

/// <summary>The routes in use, through IP Helper.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe class WindowsActiveRoutes
{
    private const string Advice = "Run as an administrator or LocalSystem; the gateway must be in the adapter's subnet.";

    private delegate int RowFunction(ref MIB_IPFORWARD_ROW2 row);

    public static (List<Route> Routes, bool HasManualIpv6Route) List()
    {
        var error = ForwardTableNative.GetIpForwardTable2(SocketAddressFamily.AF_UNSPEC, out var table);
        if (error == ForwardTableNative.ERROR_NOT_FOUND)
            return ([], false);
        if (error != 0)
            throw WindowsException.ForCode("Cannot read the route table", error, "Check the service 'Network Store Interface'.");
        try
        {
            var routes = new List<Route>((int)table->NumEntries);
            var manual = false;
            foreach (ref readonly var row in new ReadOnlySpan<MIB_IPFORWARD_ROW2>(&table->Table, (int)table->NumEntries))
            {
                if (ForwardRow.Read(row) is not { } route)
                    continue;
                routes.Add(route);
                manual |= row is { Protocol: ForwardTableNative.MIB_IPPROTO_NETMGMT, Origin: ForwardTableNative.NlroManual }
                    && row.DestinationPrefix.Prefix.si_family == SocketAddressFamily.AF_INET6;
            }

            return (routes, manual);
        }
        finally
        {
            ForwardTableNative.FreeMibTable(table);
        }
    }

    public static void Add(Route route)
    {
        // Another program may add the same route at the same time: a VPN, another launch agent, a second repair.
        var error = Call(route, "add", ForwardTableNative.CreateIpForwardEntry2);
        if (error != ForwardTableNative.ERROR_OBJECT_ALREADY_EXISTS)
            Demand(error, route, "add");
    }

    public static void Remove(Route route)
    {
        var error = Call(route, "remove", ForwardTableNative.DeleteIpForwardEntry2);
        if (error is not (ForwardTableNative.ERROR_NOT_FOUND or ForwardTableNative.ERROR_FILE_NOT_FOUND))
            Demand(error, route, "remove");
    }

    private static int Call(Route route, string act, RowFunction function)
    {
        try
        {
            ForwardTableNative.InitializeIpForwardEntry(out var row);
            ForwardRow.Fill(ref row, route);
            return function(ref row);
        }
        catch (EntryPointNotFoundException e)
        {
            throw WindowsException.ForMissingFunction($"Cannot {act} the route to {route.Destination}", e);
        }
    }

    private static void Demand(int error, Route route, string act)
    {
        if (error != 0)
        {
            throw WindowsException.ForCode(
                $"Cannot {act} the route to {route.Destination} via {route.Gateway} on interface {route.InterfaceIndex}",
                error, Advice);
        }
    }
}

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
