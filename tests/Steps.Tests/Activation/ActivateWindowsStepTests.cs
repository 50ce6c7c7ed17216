using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.Tests.Simulation;

namespace OpenLaunch.Steps.Tests.Activation;

public class ActivateWindowsStepTests
{
    private const string Document = "dynamic/instance-identity/document";

    [Fact]
    public async Task Activates_once_and_then_changes_nothing()
    {
        var machine = Machine();

        var (first, changed) = await RunAsync(machine);
        var (second, unchanged) = await RunAsync(machine);

        Assert.Same(StepOutcome.Done, first);
        Assert.Equal(2, changed.Count);
        Assert.Equal(("licensed", "169.254.169.250", 1688, 180), LicenceOf(machine));
        Assert.Same(StepOutcome.Done, second);
        Assert.Empty(unchanged);
    }

    [Fact]
    public async Task Fails_with_what_to_do_while_a_stale_route_leads_nowhere()
    {
        var machine = Machine(state => state.Routes.AddRange(
            KmsAddresses.All.Take(2).Select(address => new RouteState
            {
                Destination = $"{address}/32", Gateway = "10.0.16.1", Interface = 12, Metric = 25, Persistent = true,
            })));

        var (outcome, _) = await RunAsync(machine);

        var failed = Assert.IsType<StepOutcome.FailedOutcome>(outcome);
        Assert.Equal(
            "Windows cannot be activated: no KMS answers (tried 169.254.169.250, 169.254.169.251, fd00:ec2::250 on TCP 1688). "
            + "Check the routes and the firewall: openlaunch doctor.",
            failed.Message);
        Assert.Equal("notification", machine.State.Licence.Status);
    }

    [Fact]
    public async Task Activates_over_IPv6_where_that_is_the_only_family()
    {
        var machine = Machine(state =>
        {
            var adapter = state.Adapters[0];
            (adapter.Ipv4, adapter.Ipv6, adapter.Gateways) = ([], ["2600:1f18::10/64"], ["fe80::1"]);
            state.Routes.Add(new() { Destination = "fd00:ec2::250/128", Gateway = "fe80::1", Interface = 12, Metric = 15 });
        });

        var (outcome, _) = await RunAsync(machine);

        Assert.Same(StepOutcome.Done, outcome);
        Assert.Equal(("licensed", "fd00:ec2::250", 1688, 180), LicenceOf(machine));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Works_without_metadata(bool disabled)
    {
        var machine = Machine();
        using var metadata = disabled ? TestMetadata.Disabled() : TestMetadata.Unreachable();

        var (outcome, _) = await RunAsync(machine, metadata);

        Assert.Same(StepOutcome.Done, outcome);
        Assert.Equal("licensed", machine.State.Licence.Status);
    }

    [Fact]
    public async Task Skips_a_licence_of_the_owner_with_the_reason()
    {
        var machine = Machine(state => state.Licence.KmsServer = "kms.example.com");
        var metadata = new TestMetadata { Values = { [Document] = """{"billingProducts":null}""" } };

        var (outcome, changes) = await RunAsync(machine, metadata);

        Assert.Contains("BYOL", Assert.IsType<StepOutcome.SkippedOutcome>(outcome).Reason, StringComparison.Ordinal);
        Assert.Empty(changes);
        Assert.Equal("kms.example.com", machine.State.Licence.KmsServer);
    }

    [Fact]
    public async Task Gives_a_retail_key_way_to_the_public_key_of_the_edition()
    {
        var machine = Machine(state => state.Licence.KeyChannel = "Retail");

        var (outcome, changes) = await RunAsync(machine);

        Assert.Same(StepOutcome.Done, outcome);
        Assert.Equal("install the public KMS client key of ServerDatacenter", changes[0]);
        Assert.Equal("Volume:GVLK", machine.State.Licence.KeyChannel);
    }

    [Fact]
    public async Task A_dry_run_tells_what_it_would_do_even_where_no_service_answers()
    {
        var machine = Machine(state => state.Adapters.Clear());
        var context = TestStepContext.Create(machine.Scope, dryRun: true);

        var outcome = await Step(machine).RunAsync(new(), context, TestContext.Current.CancellationToken);

        Assert.Same(StepOutcome.Done, outcome);
        Assert.Equal("activate Windows (its licence status is notification)", context.Changes[^1]);
        Assert.Equal("notification", machine.State.Licence.Status);
    }

    private static TestMachine Machine(Action<MachineState>? setUp = null) => new(state =>
    {
        state.Adapters.Add(TestMachine.Ethernet());
        setUp?.Invoke(state);
    });

    private static ActivateWindowsStep Step(TestMachine machine) =>
        new(new SimulatedActivation(machine.Machine), new SimulatedKmsProbe(machine.Machine));

    private static (string, string?, int?, int?) LicenceOf(TestMachine machine) =>
        (machine.State.Licence.Status, machine.State.Licence.KmsServer, machine.State.Licence.KmsPort, machine.State.Licence.DaysLeft);

    private static async Task<(StepOutcome Outcome, IReadOnlyList<string> Changes)> RunAsync(
        TestMachine machine, IMetadataClient? metadata = null)
    {
        metadata ??= new TestMetadata { Values = { [Document] = """{"billingProducts":["bp-6ba54002"]}""" } };
        var context = TestStepContext.Create(machine.Scope, metadata);
        return (await Step(machine).RunAsync(new(), context, TestContext.Current.CancellationToken), context.Changes);
    }
}
