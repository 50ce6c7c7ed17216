using CsCheck;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Tests.Routes;

public class RoutePlannerProperties
{
    private static readonly string[] Foreign =
        ["0.0.0.0/0", "169.254.0.0/16", "169.254.169.252/32", "10.0.0.0/8", "::/0", "fd00:ec2::251/128"];
    private static readonly string[] Ipv4Gateways = ["172.31.32.1", "172.31.64.1", "10.0.16.1", "0.0.0.0"];
    private static readonly string[] Ipv6Gateways = ["fe80::1", "2001:db8::1", "::"];
    private static readonly string[] Addresses =
        ["172.31.40.10/20", "172.31.70.10/20", "169.254.3.4/16", "2001:db8::10/64", "fe80::22/64"];

    private static readonly string[] Descriptions =
        ["Amazon Elastic Network Adapter", "Hyper-V Virtual Ethernet Adapter", "TAP-Windows Adapter V9", "Intel 82599"];

    private static readonly Gen<NetworkAdapter> Adapter =
        from index in Gen.Int[1, 6]
        from description in Gen.OneOf(Descriptions)
        from addresses in Gen.OneOf(Addresses).Array[0, 3]
        from gateways in Gen.OneOf([.. Ipv4Gateways, .. Ipv6Gateways]).Array[0, 3]
        from metric in Gen.Int[-1, 20_000]
        from up in Gen.Frequency((5, Gen.Const(true)), (1, Gen.Const(false)))
        select Adapters.Ethernet(index, addresses, gateways, metric) with { Description = description, IsUp = up };

    private static readonly Gen<Route> Route =
        from destination in Gen.OneOf(
            Gen.OneOf(ServiceRoute.All.Select(service => service.Destination.ToString()).ToArray()), Gen.OneOf(Foreign))
        from gateway in Gen.OneOf(destination.Contains(':') ? Ipv6Gateways : Ipv4Gateways)
        from index in Gen.Int[1, 6]
        from metric in Gen.Int[1, 3]
        from store in Gen.Enum<RouteStore>()
        select Adapters.Route(
            destination, gateway, store == RouteStore.Persistent && !destination.Contains(':') ? null : index, metric, store);

    private static readonly Gen<(List<NetworkAdapter> Adapters, List<Route> Routes, bool Persistent)> Situation =
        Gen.Select(Adapter.List[0, 4], Route.List[0, 25], Gen.Bool);

    [Fact]
    public void A_second_plan_has_nothing_left_to_do() => Situation.Sample(situation =>
    {
        var after = Apply(RoutePlanner.Plan(situation.Adapters, situation.Routes, situation.Persistent), situation.Routes);

        Assert.Empty(RoutePlanner.Plan(situation.Adapters, after, situation.Persistent).Edits);
    });

    [Fact]
    public void Touches_only_the_ten_destinations_and_adds_only_on_the_chosen_adapter() => Situation.Sample(situation =>
    {
        var plan = RoutePlanner.Plan(situation.Adapters, situation.Routes, situation.Persistent);

        Assert.All(plan.Edits, edit =>
        {
            Assert.Contains(ServiceRoute.All, service => service.Destination.Equals(edit.Route.Destination));
            if (edit.Kind == RouteEditKind.Add)
                Assert.Equal(plan.Selection.Primary?.InterfaceIndex, edit.Route.InterfaceIndex);
        });
    });

    [Fact]
    public void Leaves_foreign_routes_as_and_where_they_were() => Situation.Sample(situation =>
    {
        var after = Apply(RoutePlanner.Plan(situation.Adapters, situation.Routes, situation.Persistent), situation.Routes);

        Assert.Equal(situation.Routes.Where(IsForeign), after.Where(IsForeign));
    });

    [Fact]
    public void Leaves_one_active_route_for_each_service_of_a_family_that_has_a_way_out() => Situation.Sample(situation =>
    {
        var plan = RoutePlanner.Plan(situation.Adapters, situation.Routes, situation.Persistent);
        if (plan.Selection.Primary is not { } primary)
            return;
        var after = Apply(plan, situation.Routes);

        foreach (var service in ServiceRoute.All)
        {
            var family = service.Destination.BaseAddress.AddressFamily;
            var path = AdapterPath.Of(primary).FirstOrDefault(path => path.Family == family);
            var active = after.Where(route => route.Store == RouteStore.Active && route.Destination.Equals(service.Destination));
            Assert.Equal(path is null ? [] : [path.Gateway], active.Select(route => route.Gateway));
        }
    });

    [Fact]
    public void Keeps_nothing_of_ours_on_disk_unless_asked_to() => Situation.Sample(situation =>
    {
        var plan = RoutePlanner.Plan(situation.Adapters, situation.Routes, persistent: false);
        if (plan.Selection.Primary is null)
            return;

        Assert.DoesNotContain(
            Apply(plan, situation.Routes), route => route.Store == RouteStore.Persistent && !IsForeign(route));
    });

    private static bool IsForeign(Route route) => Foreign.Contains(route.Destination.ToString());

    private static List<Route> Apply(RoutePlan plan, List<Route> routes)
    {
        var table = new List<Route>(routes);
        foreach (var edit in plan.Edits)
        {
            if (edit.Kind == RouteEditKind.Remove)
                Assert.True(table.Remove(edit.Route), $"removes what is not there: {edit.Description}");
            else
                table.Add(edit.Route);
        }

        return table;
    }
}
