using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.HostName;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.Tests.Simulation;

namespace OpenLaunch.Steps.Tests.HostName;

public class SetHostNameStepTests
{
    private readonly TestMachine machine = new();
    private readonly Dictionary<string, string> kept = [];

    [Theory]
    [InlineData(HostNameFormat.V1, "IP-0A00B102")]
    [InlineData(HostNameFormat.V2, "ip-0a00b102")]
    [InlineData(null, "ip-0a00b102")]
    public async Task Names_the_computer_after_its_address_and_asks_for_a_restart(HostNameFormat? format, string name)
    {
        var context = Context();

        var outcome = await RunAsync(new() { Format = format }, context);

        Assert.Equal(StepOutcome.RebootThenDone($"the computer is renamed from EC2AMAZ-4F7Q2MK to {name}"), outcome);
        Assert.Equal([$"rename the computer from EC2AMAZ-4F7Q2MK to {name} from the next start on"], context.Changes);
        Assert.Equal(name, machine.State.PendingComputerName);
        Assert.Equal(["Message: Windows is restarting..."], context.Printed.Texts);
        Assert.Equal(
            [
                $"Hostname : {name}", "Current computer Hostname : EC2AMAZ-4F7Q2MK", $"Attempting to rename host to: {name}",
                "Host rename complete. Reboot has been queued.",
            ],
            context.Log.Lines);
    }

    [Theory]
    [InlineData("ip-0a00b102")]
    [InlineData("IP-0A00B102")]
    public async Task Changes_nothing_where_the_name_is_right_whatever_its_case(string current)
    {
        machine.State.ComputerName = current;
        var context = Context();

        Assert.Same(StepOutcome.Done, await RunAsync(new() { Format = HostNameFormat.V1 }, context));
        Assert.Empty(context.Changes);
        Assert.Equal("Hostname is already set.", context.Log.Lines[^1]);
    }

    [Fact]
    public async Task Asks_again_for_a_restart_that_is_still_owed_in_the_same_boot()
    {
        await RunAsync(new(), Context());
        var second = Context();

        Assert.IsType<StepOutcome.RebootOutcome>(await RunAsync(new(), second));
        Assert.Empty(second.Changes);
    }

    [Theory]
    [InlineData("corp.example.com", "ServerNT")]
    [InlineData(null, "LanmanNT")]
    public async Task A_computer_of_a_domain_keeps_its_name_and_the_console_says_why(string? domain, string productType)
    {
        (machine.State.Windows.Domain, machine.State.Windows.ProductType) = (domain, productType);
        var context = Context();

        var skipped = Assert.IsType<StepOutcome.SkippedOutcome>(await RunAsync(new(), context));
        Assert.Contains("belongs to a domain", skipped.Reason, StringComparison.Ordinal);
        Assert.Empty(context.Changes);
        Assert.StartsWith("Message: Computer not renamed: ", Assert.Single(context.Printed.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_loops_when_Windows_does_not_take_the_name()
    {
        await RunAsync(new(), Context());
        machine.State.PendingComputerName = null;
        var nextBoot = Context("boot-2");

        var outcome = Assert.IsType<StepOutcome.FailedOutcome>(await RunAsync(new(), nextBoot));

        Assert.StartsWith(
            "Windows started again but is still named EC2AMAZ-4F7Q2MK and not ip-0a00b102.", outcome.Message,
            StringComparison.Ordinal);
        Assert.Empty(nextBoot.Printed.Texts);
    }

    [Fact]
    public async Task Renames_again_when_the_name_was_taken_and_changed_later()
    {
        await RunAsync(new(), Context());
        (machine.State.ComputerName, machine.State.PendingComputerName) = ("ip-0a00b102", null);
        Assert.Same(StepOutcome.Done, await RunAsync(new(), Context("boot-2")));
        machine.State.ComputerName = "renamed-by-hand";

        Assert.IsType<StepOutcome.RebootOutcome>(await RunAsync(new(), Context("boot-3")));
    }

    [Fact]
    public async Task Undoes_another_pending_rename_without_a_restart()
    {
        (machine.State.ComputerName, machine.State.PendingComputerName) = ("ip-0a00b102", "other");
        var context = Context();

        Assert.Same(StepOutcome.Done, await RunAsync(new(), context));
        Assert.Equal(["rename the computer from other to ip-0a00b102 from the next start on"], context.Changes);
        Assert.Null(machine.State.PendingComputerName);
    }

    [Fact]
    public async Task Leaves_the_restart_to_others_when_told_so()
    {
        var context = Context();

        Assert.Same(StepOutcome.Done, await RunAsync(new() { Reboot = false }, context));
        Assert.Equal("ip-0a00b102", machine.State.PendingComputerName);
        Assert.Empty(context.Printed.Texts);
        Assert.Same(StepOutcome.Done, await RunAsync(new() { Reboot = false }, Context("boot-2")));
    }

    [Fact]
    public async Task Fills_a_template()
    {
        await RunAsync(new() { HostName = "w-{instanceId|4}-{tag:Role}" }, Context());

        Assert.Equal("w-def0-db", machine.State.PendingComputerName);
    }

    [Fact]
    public async Task Needs_no_metadata_for_a_plain_name()
    {
        using var disabled = TestMetadata.Disabled();

        await RunAsync(new() { HostName = "web01" }, Context(metadata: disabled));

        Assert.Equal("web01", machine.State.PendingComputerName);
    }

    [Fact]
    public async Task Fails_without_a_tag_that_the_name_is_made_of_and_says_how_to_allow_tags()
    {
        var context = Context();

        var outcome = Assert.IsType<StepOutcome.FailedOutcome>(
            await RunAsync(new() { Format = HostNameFormat.NameTag }, context));

        Assert.Equal(
            "metadata shows no tag 'Name' of this instance, which the computer's name is made of. "
            + "Add the tag, and allow tags in instance metadata (InstanceMetadataTags=enabled).",
            outcome.Message);
        Assert.Empty(context.Changes);
    }

    [Fact]
    public async Task Fails_when_a_tag_makes_no_valid_name()
    {
        var outcome = await RunAsync(new() { HostName = "{tag:Role}_1" }, Context());

        Assert.StartsWith("'db_1' cannot be the computer's name: it holds '_'", outcome.Explanation, StringComparison.Ordinal);
    }

    private Task<StepOutcome> RunAsync(SetHostNameInputs inputs, TestStepContext context) =>
        new SetHostNameStep(new SimulatedComputerName(machine.Machine))
            .RunAsync(inputs, context, TestContext.Current.CancellationToken);

    private TestStepContext Context(string? bootId = null, IMetadataClient? metadata = null)
    {
        // A context of another boot differs by what the step kept: the boot that was to end.
        if (bootId is not null && kept.TryGetValue("restartedFor", out var wish))
            kept["restartedFor"] = wish.Replace("boot-1", $"before-{bootId}", StringComparison.Ordinal);
        return TestStepContext.Create(machine.Scope, metadata ?? new TestMetadata
        {
            Values =
            {
                ["meta-data/local-ipv4"] = "10.0.177.2",
                ["meta-data/instance-id"] = "i-0123456789abcdef0",
                ["meta-data/tags/instance/Role"] = "db",
            },
        }, kept: kept);
    }
}
