using System.Net;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Windows.Tests.Contracts;

/// <summary>What the routes of a Windows do, real or double.</summary>
[SupportedOSPlatform("windows")]
public abstract class RouteContract
{
    // TEST-NET-1 (RFC 5737): leads nowhere.
    private static readonly IPNetwork Destination = IPNetwork.Parse("192.0.2.0/24");

    [Theory]
    [InlineData(RouteStore.Active)]
    [InlineData(RouteStore.Persistent)]
    public async Task A_route_is_added_to_its_store_alone_and_removed_from_it(RouteStore store)
    {
        Demand();
        var token = TestContext.Current.CancellationToken;
        var adapter = (await new WindowsNetworkAdapters(TimeProvider.System).ListAsync(token)).First(found => found.IsUp && found.Gateways.Count > 0);
        var route = new Route(Destination, adapter.Gateways[0], adapter.InterfaceIndex, Metric: 15, store);
        var table = new WindowsRouteTable();
        await table.AddAsync(route, token);
        try
        {
            Assert.Equal([store], await StoresAsync(table));
            if (store == RouteStore.Active)
                await table.AddAsync(route, token); // by another program in the meantime
            await SeeAsync("192.0.2.0");
        }
        finally
        {
            await table.RemoveAsync((await table.ListAsync(token)).Single(found => found.Destination.Equals(Destination)), token);
        }

        Assert.Empty(await StoresAsync(table));
        await table.RemoveAsync(route, token);
    }

    /// <summary>Skips the test unless this is that Windows.</summary>
    protected abstract void Demand();

    /// <summary>Sees the route by something else than the agent.</summary>
    protected abstract Task SeeAsync(string destination);

    private static async Task<IEnumerable<RouteStore>> StoresAsync(WindowsRouteTable table) =>
        (await table.ListAsync(TestContext.Current.CancellationToken))
            .Where(route => route.Destination.Equals(Destination)).Select(route => route.Store);
}
