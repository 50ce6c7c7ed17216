using System.Net;
using System.Net.Sockets;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Tests.Simulation;

public class SimulatedNetworkTests
{
    private static readonly IPAddress Metadata = IPAddress.Parse("169.254.169.254");

    [Fact]
    public void A_packet_takes_the_default_route_where_nothing_is_nearer()
    {
        var network = Network(TestMachine.Ethernet());

        Assert.Equal(IPNetwork.Parse("0.0.0.0/0"), network.FindRoute(Metadata)?.Destination);
        Assert.Equal(IPNetwork.Parse("172.31.32.0/20"), network.FindRoute(IPAddress.Parse("172.31.47.1"))?.Destination);
        Assert.Null(network.FindRoute(IPAddress.Parse("fd00:ec2::254")));
        Assert.True(network.CanReachMetadata());
    }

    [Fact]
    public void The_longest_prefix_wins_whatever_the_metric()
    {
        var network = Network(
            TestMachine.Ethernet(),
            Route("169.254.169.254/32", "10.0.16.1", metric: 9000), Route("169.254.0.0/16", "172.31.32.1", metric: 1));

        Assert.Equal(IPAddress.Parse("10.0.16.1"), network.FindRoute(Metadata)?.Gateway);
        Assert.False(network.CanReachMetadata());
    }

    [Fact]
    public void Of_equal_prefixes_the_lowest_metric_wins()
    {
        var network = Network(
            TestMachine.Ethernet(),
            Route("169.254.169.254/32", "10.0.16.1", metric: 30), Route("169.254.169.254/32", "172.31.32.1", metric: 20));

        Assert.True(network.CanReachMetadata());
    }

    [Fact]
    public void A_route_that_is_only_on_disk_leads_nowhere_yet()
    {
        var route = Route("169.254.169.254/32", "10.0.16.1", metric: 1);
        (route.Persistent, route.Active) = (true, false);

        Assert.True(Network(TestMachine.Ethernet(), route).CanReachMetadata());
    }

    [Theory]
    [InlineData("172.31.32.1", true)]
    [InlineData("172.31.40.99", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("10.0.16.1", false)]
    public void Metadata_is_reached_through_a_neighbour_alone(string gateway, bool reachable)
    {
        Assert.Equal(reachable, Network(TestMachine.Ethernet(), Route("169.254.169.254/32", gateway, 5)).CanReachMetadata());
    }

    [Fact]
    public void Metadata_is_not_reached_through_an_adapter_that_is_down_or_has_no_gateway()
    {
        var down = TestMachine.Ethernet();
        down.Up = false;
        var container = TestMachine.Ethernet(20, "172.20.0.1/20");
        container.Gateways = [];

        Assert.False(Network(down).CanReachMetadata());
        Assert.False(Network(container, Route("169.254.169.254/32", "0.0.0.0", 1, index: 20)).CanReachMetadata());
    }

    [Fact]
    public async Task A_connection_without_a_way_is_refused_as_by_a_real_machine()
    {
        var network = Network(TestMachine.Ethernet(), Route("169.254.169.254/32", "10.0.16.1", 1));

        var error = await Assert.ThrowsAsync<SocketException>(() => network.ConnectAsync(
            new DnsEndPoint("127.0.0.1", 9), TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(SocketError.HostUnreachable, error.SocketErrorCode);
    }

    [Fact]
    public async Task A_connection_with_a_way_is_a_real_one()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var network = Network(TestMachine.Ethernet());

        await using var stream = await network.ConnectAsync(
            new DnsEndPoint("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port), TestContext.Current.CancellationToken);

        using var accepted = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        Assert.True(accepted.Connected);
    }

    private static RouteState Route(string destination, string gateway, int metric, int index = 12) =>
        new() { Destination = destination, Gateway = gateway, Interface = index, Metric = metric };

    private static SimulatedNetwork Network(AdapterState adapter, params RouteState[] routes) => new(new TestMachine(state =>
    {
        state.Adapters.Add(adapter);
        state.Routes.AddRange(routes);
    }).Machine);
}
