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
