using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.Tests.Simulation;

namespace OpenLaunch.Steps.Tests.Routes;

public class AddRoutesStepTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Adds_the_routes_resynchronises_the_time_and_logs_each_route_with_its_gateway()
    {
        var machine = new TestMachine(state => state.Adapters.Add(TestMachine.Ethernet()));
        var context = TestStepContext.Create(machine.Scope);

        var outcome = await RunAsync(machine, context);

        Assert.Same(StepOutcome.Done, outcome);
        Assert.Equal(7, context.Changes.Count);
        Assert.Equal("resynchronise the time with Amazon Time Sync", context.Changes[^1]);
        Assert.Equal(1, machine.State.Services[0].Requests);
        Assert.All(machine.State.Routes, route => Assert.Equal((true, false), (route.Active, route.Persistent)));
        Assert.Equal("Checking primary network interface", context.Log.Lines[0]);
        Assert.Equal("Primary network interface found. Adding routes now...", context.Log.Lines[1]);
        Assert.Equal(
            "Successfully added the Route: 169.254.169.254/32, gateway: 172.31.32.1, NIC index: 12, Metric: 15",
            context.Log.Lines[2]);
        Assert.Equal("Resyncing w32tm", context.Log.Lines[^1]);
        Assert.Empty(context.Printed.Lines);
    }

    [Fact]
    public async Task Changes_nothing_the_second_time()
    {
        var machine = new TestMachine(state => state.Adapters.Add(TestMachine.Ethernet()));
        await RunAsync(machine, TestStepContext.Create(machine.Scope));

        var second = TestStepContext.Create(machine.Scope);

        Assert.Same(StepOutcome.Done, await RunAsync(machine, second));
        Assert.Empty(second.Changes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Repairs_a_machine_that_moved_to_another_subnet(bool persistent)
    {
        var machine = new TestMachine(state =>
        {
            state.Adapters.Add(TestMachine.Ethernet());
            foreach (var to in new[] { "169.254.169.254/32", "169.254.169.250/32", "169.254.169.251/32" })
                state.Routes.Add(new() { Destination = to, Gateway = "10.0.16.1", Interface = 12, Persistent = true });
        });
        var network = new SimulatedNetwork(machine.Machine);
        Assert.False(network.CanReachMetadata());

        await RunAsync(machine, TestStepContext.Create(machine.Scope), new() { Persistent = persistent });

        Assert.True(network.CanReachMetadata());
        Assert.Equal(6, machine.State.Routes.Count);
        Assert.All(machine.State.Routes, route => Assert.Equal(("172.31.32.1", persistent), (route.Gateway, route.Persistent)));
        var second = TestStepContext.Create(machine.Scope);
        await RunAsync(machine, second, new() { Persistent = persistent });
        Assert.Empty(second.Changes);
    }

    [Fact]
    public async Task Describes_the_changes_and_makes_none_in_a_dry_run()
    {
        var machine = new TestMachine(state => state.Adapters.Add(TestMachine.Ethernet()));
        var context = TestStepContext.Create(machine.Scope, dryRun: true);

        await RunAsync(machine, context);

        Assert.Equal(7, context.Changes.Count);
        Assert.Empty(machine.State.Routes);
        Assert.DoesNotContain(context.Log.Lines, line => line.StartsWith("Successfully", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Goes_on_with_the_other_routes_when_one_is_refused()
    {
        var machine = new TestMachine(state => state.Adapters.Add(TestMachine.Ethernet()));
        var context = TestStepContext.Create(machine.Scope);
        context.BeforeChange = change =>
        {
            if (change.Contains("169.254.169.250", StringComparison.Ordinal))
                throw new MachineException("Cannot add the route 169.254.169.250/32: access denied.");
        };

        var outcome = await RunAsync(machine, context);

        Assert.Equal(
            "1 of 6 route changes failed: Cannot add the route 169.254.169.250/32: access denied.", outcome.Explanation);
        Assert.IsType<StepOutcome.FailedOutcome>(outcome);
        Assert.Equal(5, machine.State.Routes.Count);
        Assert.Contains("Failed to add routes: 169.254.169.250/32", context.Log.Lines);
        Assert.Equal(1, machine.State.Services[0].Requests);
    }

    [Fact]
    public async Task Is_done_when_only_the_time_service_is_stopped_and_says_so()
    {
        var machine = new TestMachine(state =>
        {
            state.Adapters.Add(TestMachine.Ethernet());
            state.Services[0].State = "stopped";
        });
        var context = TestStepContext.Create(machine.Scope);

        Assert.Same(StepOutcome.Done, await RunAsync(machine, context));
        Assert.Equal(
            "the time service was not resynchronised: The service W32Time does not run. Start it to keep the time.",
            Assert.Single(context.Reports));
    }

    [Fact]
    public async Task Adds_the_routes_as_soon_as_a_late_adapter_has_its_gateway()
    {
        var machine = new TestMachine();
        var context = TestStepContext.Create(machine.Scope);
        var run = RunAsync(machine, context);
        Assert.False(run.IsCompleted);

        machine.Machine.Happen(state => state.Adapters.Add(TestMachine.Ethernet()));

        Assert.Same(StepOutcome.Done, await run);
        Assert.Equal(6, machine.State.Routes.Count);
        Assert.Equal(["Message: Failed to add routes.. attempting it again"], context.Printed.Texts);
    }

    [Fact]
    public async Task Sees_an_adapter_that_arrives_between_the_listing_and_the_watch()
    {
        var adapters = new AdaptersThatArriveUnseen();
        var machine = new TestMachine(state => state.Adapters.Add(TestMachine.Ethernet()));

        var outcome = await Step(machine, adapters).RunAsync(new(), TestStepContext.Create(machine.Scope), Cancel);

        Assert.Same(StepOutcome.Done, outcome);
        Assert.True(adapters.WatchWasCancelled);
    }

    [Fact]
    public async Task Says_every_two_minutes_that_it_waits_and_fails_at_the_bound_with_the_reason_for_each_adapter()
    {
        var machine = new TestMachine(state =>
        {
            var noGateway = TestMachine.Ethernet();
            noGateway.Gateways = [];
            state.Adapters.Add(noGateway);
            state.Adapters.Add(new() { Index = 20, Name = "vEthernet (nat)", Description = "Hyper-V Virtual Ethernet Adapter" });
        });
        var context = TestStepContext.Create(machine.Scope);
        var adapters = new NotedAdapters(new SimulatedNetworkAdapters(machine.Machine, context.Time));
        var run = Step(machine, adapters).RunAsync(new() { WaitForAdapter = TimeSpan.FromMinutes(5) }, context, Cancel);
        foreach (var minutes in new[] { 2, 2, 1 })
        {
            await adapters.Watches.WaitAsync(Cancel);
            Assert.False(run.IsCompleted);
            ((FakeTimeProvider)context.Time).Advance(TimeSpan.FromMinutes(minutes));
        }

        var outcome = Assert.IsType<StepOutcome.FailedOutcome>(await run);

        Assert.Equal(
            "no network adapter can carry the routes after 300 s of waiting: interface 12 'Ethernet 12' (Amazon Elastic Network "
            + "Adapter) has no default gateway; interface 20 'vEthernet (nat)' (Hyper-V Virtual Ethernet Adapter) is a Hyper-V "
            + "virtual adapter. Check that an elastic network interface is attached and has its DHCP lease.",
            outcome.Message);
        Assert.Equal(Enumerable.Repeat("Message: Failed to add routes.. attempting it again", 3), context.Printed.Texts);
    }

    [Fact]
    public async Task Stops_waiting_when_it_is_cancelled()
    {
        var machine = new TestMachine();
        using var source = new CancellationTokenSource();
        var context = TestStepContext.Create(machine.Scope);
        var step = Step(machine, new SimulatedNetworkAdapters(machine.Machine, context.Time));
        var run = step.RunAsync(new(), context, source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private static Task<StepOutcome> RunAsync(TestMachine machine, TestStepContext context, AddRoutesInputs? inputs = null) =>
        Step(machine, new SimulatedNetworkAdapters(machine.Machine, context.Time)).RunAsync(inputs ?? new(), context, Cancel);

    private static AddRoutesStep Step(TestMachine machine, INetworkAdapters adapters) =>
        new(new SimulatedRouteTable(machine.Machine), adapters, new SimulatedTimeSynchronization(machine.Machine));

    /// <summary>Tells the test when a watch stands, so that the clock is not moved before.</summary>
    private sealed class NotedAdapters(INetworkAdapters adapters) : INetworkAdapters
    {
        public SemaphoreSlim Watches { get; } = new(0);

        public Task<IReadOnlyList<NetworkAdapter>> ListAsync(CancellationToken cancellationToken) =>
            adapters.ListAsync(cancellationToken);

        public Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken)
        {
            var watch = adapters.WaitForChangeAsync(bound, cancellationToken);
            Watches.Release();
            return watch;
        }
    }

    /// <summary>The adapter is there from the second listing on, and no change is ever told.</summary>
    private sealed class AdaptersThatArriveUnseen : INetworkAdapters
    {
        private int listings;

        public bool WatchWasCancelled { get; private set; }

        public Task<IReadOnlyList<NetworkAdapter>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<NetworkAdapter>>(listings++ == 0 ? [] : [Adapters.Ethernet()]);

        public async Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken)
        {
            var never = new TaskCompletionSource();
            await using var registration = cancellationToken.Register(() => never.SetCanceled(cancellationToken));
            try
            {
                await never.Task;
            }
            finally
            {
                WatchWasCancelled = cancellationToken.IsCancellationRequested;
            }
        }
    }
}
