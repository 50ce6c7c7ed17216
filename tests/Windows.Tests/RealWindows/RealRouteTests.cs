using System.Net;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Windows.Tests.RealWindows;

[SupportedOSPlatform("windows")]
public class RealRouteTests
{
    // TEST-NET-1 (RFC 5737): leads nowhere.
    private static readonly IPNetwork Destination = IPNetwork.Parse("192.0.2.0/24");

    [Theory]
    [InlineData(RouteStore.Active)]
    [InlineData(RouteStore.Persistent)]
    public async Task A_route_is_added_to_its_store_alone_and_removed_from_it(RouteStore store)
    {
        RealWindows.Demand();
        var token = TestContext.Current.CancellationToken;
        var adapter = (await new WindowsNetworkAdapters(TimeProvider.System).ListAsync(token)).First(found => found.IsUp && found.Gateways.Count > 0);
        var route = new Route(Destination, adapter.Gateways[0], adapter.InterfaceIndex, Metric: 15, store);
        var table = new WindowsRouteTable();
        await table.AddAsync(route, token);
        try
        {
            Assert.Equal([store], await StoresAsync(table));
            Assert.Contains("192.0.2.0", await RealWindows.RunAsync("route", "print", "192.0.2.0"), StringComparison.Ordinal);
        }
        finally
        {
            await table.RemoveAsync((await table.ListAsync(token)).Single(found => found.Destination.Equals(Destination)), token);
        }

        Assert.Empty(await StoresAsync(table));
    }

    private static async Task<IEnumerable<RouteStore>> StoresAsync(WindowsRouteTable table) =>
        (await table.ListAsync(TestContext.Current.CancellationToken))
            .Where(route => route.Destination.Equals(Destination)).Select(route => route.Store);
}
