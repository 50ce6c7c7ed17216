using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Tests.Simulation;

namespace OpenLaunch.Steps.Tests.Routes;

public class SimulatedRouteTableTests
{
    private const string Metadata = "169.254.169.254/32";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_a_persistent_IPv4_route_once_a_store_and_without_interface_on_disk()
    {
        var table = Table(Persistent(Metadata, "10.0.16.1"), out _);

        Assert.Equal(
            [Adapters.Route(Metadata, "10.0.16.1", 12, 25), Adapters.Persistent(Metadata, "10.0.16.1", null, 25)],
            await table.ListAsync(Cancel));
    }

    [Fact]
    public async Task Keeps_the_route_on_disk_when_the_active_one_goes()
    {
        var table = Table(Persistent(Metadata, "10.0.16.1"), out var machine);

        await machine.Scope.ApplyAsync(
            "test", token => table.RemoveAsync(Adapters.Route(Metadata, "10.0.16.1", 12, 25), token), Cancel);

        Assert.Equal([Adapters.Persistent(Metadata, "10.0.16.1", null, 25)], await table.ListAsync(Cancel));
    }

    [Fact]
    public async Task Takes_the_removal_of_an_absent_route_for_done()
    {
        var table = Table(Persistent(Metadata, "10.0.16.1"), out var machine);

        await machine.Scope.ApplyAsync(
            "test", token => table.RemoveAsync(Adapters.Route(Metadata, "172.31.32.1"), token), Cancel);

        Assert.Equal(2, (await table.ListAsync(Cancel)).Count);
    }

    [Fact]
    public async Task Takes_the_addition_of_a_route_that_is_there_for_done()
    {
        var table = Table(Persistent(Metadata, "10.0.16.1"), out var machine);
        var before = await table.ListAsync(Cancel);

        await machine.Scope.ApplyAsync(
            "test", token => table.AddAsync(Adapters.Route(Metadata, "10.0.16.1", metric: 1), token), Cancel);

        Assert.Equal(before, await table.ListAsync(Cancel));
    }

    [Fact]
    public async Task Refuses_a_route_on_an_absent_interface()
    {
        var table = Table(Persistent(Metadata, "10.0.16.1"), out var machine);

        await Assert.ThrowsAsync<MachineException>(() => machine.Scope.ApplyAsync(
            "test", token => table.AddAsync(Adapters.Route(Metadata, "172.31.32.1", index: 99), token), Cancel));
    }

    [Fact]
    public async Task Refuses_a_write_outside_a_change()
    {
        var table = Table(Persistent(Metadata, "10.0.16.1"), out _);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => table.AddAsync(Adapters.Route(Metadata, "172.31.32.1"), Cancel));
    }

    private static Steps.Simulation.RouteState Persistent(string destination, string gateway) =>
        new() { Destination = destination, Gateway = gateway, Interface = 12, Metric = 25, Persistent = true };

    private static SimulatedRouteTable Table(Steps.Simulation.RouteState route, out TestMachine machine)
    {
        machine = new TestMachine(state =>
        {
            state.Adapters.Add(TestMachine.Ethernet());
            state.Routes.Add(route);
        });
        return new(machine.Machine);
    }
}
