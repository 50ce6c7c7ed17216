using System.Net;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Tests.Routes;

public class RoutePlannerTests
{
    private const string Metadata = "169.254.169.254/32";

    private static readonly string[] Ipv4Destinations =
    [
        "169.254.169.254/32", "169.254.169.250/32", "169.254.169.251/32", "169.254.169.249/32", "169.254.169.123/32",
        "169.254.169.253/32",
    ];

    private static readonly string[] Ipv6Destinations =
        ["fd00:ec2::254/128", "fd00:ec2::250/128", "fd00:ec2::123/128", "fd00:ec2::253/128"];

    [Fact]
    public void Adds_the_six_IPv4_routes_in_order_through_the_gateway()
    {
        var edits = Plan([Adapters.Ethernet()], []);

        Assert.Equal(Ipv4Destinations.Select(to => $"add the route {to} through 172.31.32.1 on interface 12, metric 15"), edits);
    }

    [Fact]
    public void Adds_only_IPv6_routes_where_there_is_only_IPv6()
    {
        var edits = Plan([Adapters.Ethernet(addresses: ["2001:db8::10/64"], gateways: ["fe80::1"])], []);

        Assert.Equal(Ipv6Destinations.Select(to => $"add the route {to} through fe80::1 on interface 12, metric 25"), edits);
    }

    [Fact]
    public void Adds_all_ten_routes_where_there_are_both_families()
    {
        var adapter = Adapters.Ethernet(addresses: ["172.31.40.10/20", "2001:db8::10/64"], gateways: ["172.31.32.1", "fe80::1"]);

        var plan = RoutePlanner.Plan([adapter], [], persistent: false);

        Assert.Equal([.. Ipv4Destinations, .. Ipv6Destinations], plan.Edits.Select(edit => edit.Route.Destination.ToString()));
    }

    [Theory]
    [InlineData("172.31.32.1", "172.31.32.2")]
    [InlineData("172.31.32.2", "10.0.16.1")]
    public void Uses_the_last_gateway_that_is_a_neighbour(params string[] gateways)
    {
        var edits = RoutePlanner.Plan([Adapters.Ethernet(gateways: gateways)], [], persistent: false).Edits;

        Assert.All(edits, edit => Assert.Equal(IPAddress.Parse("172.31.32.2"), edit.Route.Gateway));
    }

    [Fact]
    public void Uses_the_last_gateway_when_none_is_a_neighbour()
    {
        var edits = RoutePlanner.Plan([Adapters.Ethernet(gateways: ["10.0.0.1", "10.0.16.1"])], [], persistent: false).Edits;

        Assert.All(edits, edit => Assert.Equal(IPAddress.Parse("10.0.16.1"), edit.Route.Gateway));
    }

    [Theory]
    [InlineData("172.31.40.10/20", "0.0.0.0", "169.254.169.254/32")]
    [InlineData("2001:db8::10/64", "::", "fd00:ec2::254/128")]
    public void Makes_on_link_routes_for_an_on_link_gateway(string address, string gateway, string first)
    {
        var adapter = Adapters.Ethernet(addresses: [address], gateways: [gateway]);

        var edits = RoutePlanner.Plan([adapter], [], persistent: false).Edits;

        Assert.StartsWith(
            $"add the route {first} on-link on interface 12, metric", edits[0].Description, StringComparison.Ordinal);
        Assert.All(edits, edit => Assert.Equal(IPAddress.Parse(gateway), edit.Route.Gateway));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(1, 1)]
    [InlineData(9999, 9999)]
    [InlineData(10000, 9999)]
    public void Keeps_the_metric_within_what_Windows_accepts(int interfaceMetric, int expected)
    {
        var edits = RoutePlanner.Plan([Adapters.Ethernet(metric: interfaceMetric)], [], persistent: false).Edits;

        Assert.All(edits, edit => Assert.Equal(expected, edit.Route.Metric));
    }

    [Fact]
    public void Changes_nothing_where_all_routes_are_right()
    {
        var routes = Ipv4Destinations.Select(to => Adapters.Route(to, "172.31.32.1")).ToList();

        Assert.Empty(Plan([Adapters.Ethernet()], routes));
    }

    [Fact]
    public void Leaves_the_metric_of_a_right_route_alone()
    {
        var routes = Ipv4Destinations.Select(to => Adapters.Route(to, "172.31.32.1", metric: 300)).ToList();

        Assert.Empty(Plan([Adapters.Ethernet()], routes));
    }

    [Fact]
    public void Removes_the_route_that_points_at_the_old_subnet_before_it_adds_the_right_one()
    {
        var edits = Plan([Adapters.Ethernet()], [Adapters.Route(Metadata, "10.0.16.1")]);

        Assert.Equal(
            [
                "remove the route 169.254.169.254/32 through 10.0.16.1 on interface 12 "
                    + "(not the gateway of an adapter of this machine)",
                "add the route 169.254.169.254/32 through 172.31.32.1 on interface 12, metric 15",
            ],
            edits.Take(2));
    }

    [Fact]
    public void Removes_a_stale_route_from_both_stores_and_settles_the_active_one_first()
    {
        var edits = Plan(
            [Adapters.Ethernet()], [Adapters.Persistent(Metadata, "10.0.16.1"), Adapters.Route(Metadata, "10.0.16.1")]);

        Assert.Equal(
            [
                "remove the route 169.254.169.254/32 through 10.0.16.1 on interface 12 "
                    + "(not the gateway of an adapter of this machine)",
                "add the route 169.254.169.254/32 through 172.31.32.1 on interface 12, metric 15",
                "remove the persistent route 169.254.169.254/32 through 10.0.16.1 "
                    + "(not the gateway of an adapter of this machine)",
            ],
            edits.Take(3));
    }

    [Fact]
    public void Takes_a_right_persistent_route_off_the_disk_and_keeps_the_active_one()
    {
        var routes = Ipv4Destinations.Select(to => Adapters.Route(to, "172.31.32.1"))
            .Append(Adapters.Persistent(Metadata, "172.31.32.1")).ToList();

        Assert.Equal(
            [
                "remove the persistent route 169.254.169.254/32 through 172.31.32.1 "
                    + "(right now, but on disk it would travel with an image into another subnet)",
            ],
            Plan([Adapters.Ethernet()], routes));
    }

    [Fact]
    public void Fills_both_stores_when_the_routes_are_to_be_persistent()
    {
        var plan = RoutePlanner.Plan([Adapters.Ethernet()], [], persistent: true);

        Assert.Equal(12, plan.Edits.Count);
        Assert.Equal(
            [
                "add the route 169.254.169.254/32 through 172.31.32.1 on interface 12, metric 15",
                "add the persistent route 169.254.169.254/32 through 172.31.32.1 on interface 12, metric 15",
            ],
            plan.Edits.Take(2).Select(edit => edit.Description));
    }

    [Fact]
    public void Replaces_a_stale_persistent_route_when_the_routes_are_to_be_persistent()
    {
        var edits = RoutePlanner.Plan(
            [Adapters.Ethernet()], [Adapters.Persistent(Metadata, "10.0.16.1")], persistent: true).Edits;

        Assert.Equal(
            [(RouteEditKind.Remove, "10.0.16.1"), (RouteEditKind.Add, "172.31.32.1")],
            edits.Where(edit => edit.Route.Store == RouteStore.Persistent).Take(2)
                .Select(edit => (edit.Kind, edit.Route.Gateway.ToString())));
    }

    [Fact]
    public void Removes_routes_on_another_interface_even_with_the_right_gateway()
    {
        var edits = Plan([Adapters.Ethernet()], [Adapters.Route(Metadata, "172.31.32.1", index: 20)]);

        Assert.Equal(
            "remove the route 169.254.169.254/32 through 172.31.32.1 on interface 20 (interface 12 is the primary one)",
            edits[0]);
    }

    [Fact]
    public void Removes_routes_through_the_gateway_of_a_second_network_interface()
    {
        var second = Adapters.Ethernet(16, ["172.31.64.10/20"], ["172.31.64.1"]);

        var edits = Plan([second, Adapters.Ethernet()], [Adapters.Route(Metadata, "172.31.64.1", index: 16)]);

        Assert.Equal(
            "remove the route 169.254.169.254/32 through 172.31.64.1 on interface 16 (not the gateway that interface 12 uses)",
            edits[0]);
    }

    [Fact]
    public void Removes_stale_routes_of_a_family_that_is_gone()
    {
        var edits = Plan([Adapters.Ethernet()], [Adapters.Route("fd00:ec2::254/128", "fe80::1")]);

        Assert.Equal(
            "remove the route fd00:ec2::254/128 through fe80::1 on interface 12 (interface 12 has no IPv6 address)", edits[^1]);
    }

    [Fact]
    public void Removes_stale_routes_of_a_family_that_has_an_address_but_no_gateway()
    {
        var adapter = Adapters.Ethernet(addresses: ["172.31.40.10/20", "2001:db8::10/64"]);

        var edits = Plan([adapter], [Adapters.Persistent("fd00:ec2::253/128", "fe80::1", index: 12)]);

        Assert.Equal(
            "remove the persistent route fd00:ec2::253/128 through fe80::1 on interface 12 (interface 12 has no IPv6 gateway)",
            edits[^1]);
    }

    [Fact]
    public void Removes_a_duplicate_on_disk_and_keeps_the_one_with_the_right_metric()
    {
        var plan = RoutePlanner.Plan(
            [Adapters.Ethernet()],
            [Adapters.Persistent(Metadata, "172.31.32.1", 12, metric: 25), Adapters.Persistent(Metadata, "172.31.32.1", 12)],
            persistent: true);

        var removed = Assert.Single(plan.Edits, edit => edit.Kind == RouteEditKind.Remove);
        Assert.Equal((25, "a duplicate"), (removed.Route.Metric, removed.Reason));
    }

    [Fact]
    public void Never_touches_routes_of_others()
    {
        List<Route> foreign =
        [
            Adapters.Route("0.0.0.0/0", "10.0.16.1"), Adapters.Route("169.254.0.0/16", "0.0.0.0"),
            Adapters.Route("169.254.169.0/24", "10.0.16.1"), Adapters.Route("169.254.170.2/32", "10.0.16.1"),
            Adapters.Persistent("169.254.169.252/32", "10.0.16.1"), Adapters.Route("::/0", "fe80::9"),
            Adapters.Route("fd00:ec2::/32", "fe80::9"), Adapters.Persistent("fd00:ec2::251/128", "fe80::9"),
        ];

        var edits = RoutePlanner.Plan([Adapters.Ethernet()], foreign, persistent: false).Edits;

        Assert.DoesNotContain(edits, edit => edit.Kind == RouteEditKind.Remove);
        Assert.Equal(6, edits.Count);
    }

    [Fact]
    public void Plans_nothing_without_an_adapter_that_can_carry_the_routes()
    {
        var plan = RoutePlanner.Plan(
            [Adapters.Ethernet(gateways: [])], [Adapters.Route(Metadata, "10.0.16.1")], persistent: false);

        Assert.Null(plan.Selection.Primary);
        Assert.Empty(plan.Edits);
    }

    private static List<string> Plan(IReadOnlyList<NetworkAdapter> adapters, IReadOnlyList<Route> routes) =>
        [.. RoutePlanner.Plan(adapters, routes, persistent: false).Edits.Select(edit => edit.Description)];
}
