using System.Runtime.Versioning;

namespace OpenLaunch.Windows.Tests.Contracts;

[SupportedOSPlatform("windows")]
public class DoubleRouteTests : RouteContract
{
    protected override void Demand() => DoubleWindows.Demand();

    protected override Task SeeAsync(string destination)
    {
        var key = Microsoft.Win32.Registry.LocalMachine.OpenSubKey(
            @"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\PersistentRoutes");
        Assert.True(
            key?.GetValueNames().Any(name => name.StartsWith($"{destination},", StringComparison.Ordinal)) == true
            || DoubleWindows.Calls.Any(call => call.StartsWith($"CreateIpForwardEntry2 {destination}/24 ", StringComparison.Ordinal)
                && call.EndsWith("-> 0", StringComparison.Ordinal)),
            string.Join('\n', DoubleWindows.Calls));
        return Task.CompletedTask;
    }
}
