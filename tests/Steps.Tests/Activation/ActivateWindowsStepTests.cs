using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Diagnosis;
using OpenLaunch.Steps.Routes;
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
            Ec2Addresses.Kms.Take(2).Select(address => new RouteState
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
        Assert.Equal(("licensed", "[fd00:ec2::250]", 1688, 180), LicenceOf(machine));
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

    [Fact]
    public async Task A_host_of_IPv6_is_known_again_with_and_without_brackets()
    {
        foreach (var host in new[] { "fd00:ec2::250", "[fd00:ec2::250]" })
        {
            var machine = Machine(state =>
            {
                var adapter = state.Adapters[0];
                (adapter.Ipv4, adapter.Ipv6, adapter.Gateways) = ([], ["2600:1f18::10/64"], ["fe80::1"]);
                state.Routes.Add(new() { Destination = "fd00:ec2::250/128", Gateway = "fe80::1", Interface = 12, Metric = 15 });
                (state.Licence.KmsServer, state.Licence.KmsPort) = (host, 1688);
            });

            var (_, changes) = await RunAsync(machine);

            Assert.Equal(["activate Windows (its licence status is notification)"], changes);
        }
    }

    [Fact]
    public async Task A_refusal_of_the_licensing_service_says_in_words_what_its_code_means()
    {
        var machine = Machine(state => state.Licence.KmsServer = "169.254.169.250");
        machine.Machine.Happen(state => state.Adapters.Clear());

        var refusal = await Assert.ThrowsAsync<MachineException>(() => machine.Scope.ApplyAsync(
            "activate", token => new SimulatedActivation(machine.Machine, TimeProvider.System).ActivateAsync(token),
            TestContext.Current.CancellationToken));

        Assert.Equal(
            "Cannot activate Windows: no KMS could be contacted (0xC004F074). "
            + "Check the routes, the firewall and the time: openlaunch doctor.",
            refusal.Message);
    }

    [Fact]
    public async Task A_run_and_what_verifies_it_ask_for_the_licence_once()
    {
        var machine = Machine(state => (state.Licence.Status, state.Licence.KmsServer) = ("licensed", "169.254.169.250"));
        var activation = new CountedActivation(new SimulatedActivation(machine.Machine, TimeProvider.System));
        var probe = new SimulatedKmsProbe(machine.Machine);
        var drift = new ActivationDrift(activation, probe);
        var context = TestStepContext.Create(machine.Scope, Metadata());

        await new ActivateWindowsStep(drift).RunAsync(new(), context, TestContext.Current.CancellationToken);
        var verified = await new NetworkVerifier(context.Metadata, drift, probe, TimeProvider.System)
            .VerifyAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(VerificationState.Works, verified[^1].State);
        Assert.Equal(1, activation.Reads);
    }

    [Fact]
    public async Task What_verifies_a_failed_run_reads_the_licence_anew()
    {
        var machine = Machine(state => state.Licence.KeyChannel = "MAK");
        var activation = new CountedActivation(new SimulatedActivation(machine.Machine, TimeProvider.System));
        var probe = new SimulatedKmsProbe(machine.Machine);
        var drift = new ActivationDrift(activation, probe);
        var context = TestStepContext.Create(machine.Scope, Metadata());
        context.BeforeChange = _ => machine.Machine.Happen(state => state.Windows.Build = "1.0");

        await Assert.ThrowsAsync<MachineException>(
            () => new ActivateWindowsStep(drift).RunAsync(new(), context, TestContext.Current.CancellationToken));
        var verified = await new NetworkVerifier(context.Metadata, drift, probe, TimeProvider.System)
            .VerifyAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(VerificationState.Fails, verified[^1].State);
        Assert.Equal(2, activation.Reads);
    }

    [Fact]
    public void An_add_on_to_Windows_is_not_taken_for_Windows() =>
        Assert.EndsWith(" AND LicenseIsAddon = FALSE", LicenceQuery.Windows, StringComparison.Ordinal);

    private static TestMetadata Metadata() =>
        new() { Values = { [Document] = """{"billingProducts":["bp-6ba54002"]}""" } };

    private static TestMachine Machine(Action<MachineState>? setUp = null) => new(state =>
    {
        state.Adapters.Add(TestMachine.Ethernet());
        setUp?.Invoke(state);
    });

    private static ActivateWindowsStep Step(TestMachine machine) =>
        new(new SimulatedActivation(machine.Machine, TimeProvider.System), new SimulatedKmsProbe(machine.Machine));

    private static (string, string?, int?, int?) LicenceOf(TestMachine machine)
    {
        var licence = machine.State.Licence;
        return (licence.Status, licence.KmsServer, licence.KmsPort, licence.DaysLeft);
    }

    private static async Task<(StepOutcome Outcome, IReadOnlyList<string> Changes)> RunAsync(
        TestMachine machine, IMetadataClient? metadata = null)
    {
        var context = TestStepContext.Create(machine.Scope, metadata ?? Metadata());
        return (await Step(machine).RunAsync(new(), context, TestContext.Current.CancellationToken), context.Changes);
    }

    private sealed class CountedActivation(IActivation activation) : IActivation
    {
        public int Reads { get; private set; }

        public Task<ActivationState> ReadAsync(CancellationToken cancellationToken)
        {
            Reads++;
            return activation.ReadAsync(cancellationToken);
        }

        public Task SetKmsAsync(string server, int port, CancellationToken cancellationToken) =>
            activation.SetKmsAsync(server, port, cancellationToken);

        public Task InstallKeyAsync(string key, CancellationToken cancellationToken) =>
            activation.InstallKeyAsync(key, cancellationToken);

        public Task ActivateAsync(CancellationToken cancellationToken) => activation.ActivateAsync(cancellationToken);
    }
}
