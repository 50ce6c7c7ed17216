using System.Runtime.Versioning;
using OpenLaunch.Windows.Tests.Contracts;

namespace OpenLaunch.Windows.Tests.RealWindows;

[SupportedOSPlatform("windows")]
public class RealRouteTests : RouteContract
{
    protected override void Demand() => RealWindows.Demand();

    protected override async Task SeeAsync(string destination) =>
        Assert.Contains(destination, await RealWindows.RunAsync("route", "print", destination), StringComparison.Ordinal);
}
