using System.Security.Cryptography;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.HostName;
using OpenLaunch.Steps.InstanceInfo;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Tests.Engine;

namespace OpenLaunch.Steps.Tests.InstanceInfo;

public class ShowInstanceInfoStepTests
{
    private readonly ChangeScope scope = new();
    private readonly SimulatedMachine machine;
    private readonly TestMetadata metadata = new();

    public ShowInstanceInfoStepTests()
    {
        machine = new SimulatedMachine(
            new MachineState { ComputerName = "EC2AMAZ-4F7Q2MK", RemoteDesktopThumbprint = "ff45" }, scope);
        metadata.Values["meta-data/ami-id"] = "ami-0123456789abcdef0";
        metadata.Values["meta-data/instance-id"] = "i-0123456789abcdef0";
        metadata.Values["meta-data/instance-type"] = "t3.medium";
        metadata.Values["dynamic/instance-identity/document"] =
            """{ "billingProducts": ["bp-62a5400b", "bp-6fa54006"], "region": "eu-central-1" }""";
    }

    [Fact]
    public async Task The_lines_are_printed_as_information_and_logged()
    {
        var context = await RunAsync(metadata);
        Assert.Contains("Instance-ID: i-0123456789abcdef0", context.Printed.Texts);
        Assert.Contains("Instance Type: t3.medium", context.Printed.Texts);
        Assert.Contains("SqlServerBilling: Enterprise", context.Printed.Texts);
        Assert.Contains("Launch: OpenLaunch v0.1.0", context.Printed.Texts);
        Assert.Equal("RDPCERTIFICATE-THUMBPRINT: FF45", context.Printed.Texts.Last());
        Assert.All(context.Printed.Lines, line => Assert.Equal(ConsoleTopic.Info, line.Topic));
        Assert.Equal(context.Printed.Texts, context.Log.Lines);
        Assert.Empty(context.Changes);
    }

    [Fact]
    public async Task A_boot_asks_metadata_for_four_values_only()
    {
        await RunAsync(metadata);
        Assert.Equal(4, metadata.Asked.Count);
    }

    [Fact]
    public async Task Disabled_metadata_leaves_the_rest_of_the_information()
    {
        using var disabled = TestMetadata.Disabled();
        await AssertWithoutMetadata(disabled);
    }

    [Fact]
    public async Task Unreachable_metadata_leaves_the_rest_of_the_information()
    {
        using var unreachable = TestMetadata.Unreachable();
        await AssertWithoutMetadata(unreachable);
    }

    [Fact]
    public async Task A_damaged_identity_document_costs_the_billing_line_alone()
    {
        metadata.Values["dynamic/instance-identity/document"] = "{ torn";
        var context = await RunAsync(metadata);
        Assert.DoesNotContain(context.Printed.Texts, line => line.StartsWith("SqlServerBilling", StringComparison.Ordinal));
        Assert.Contains("Instance Type: t3.medium", context.Printed.Texts);
        Assert.Contains(context.Log.Lines, line => line.Contains("identity document is not JSON", StringComparison.Ordinal));
    }

    public static TheoryData<Exception> Refusals =>
    [
        new IOException("the device tree is locked"),
        new WindowsException("the device tree is locked", null),
        new CryptographicException("the device tree is locked"),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_source_that_fails_costs_its_own_lines(Exception refusal)
    {
        var context = await RunAsync(metadata, new BrokenFacts(new SimulatedInstanceFacts(machine), refusal));
        Assert.Contains("Instance Type: t3.medium", context.Printed.Texts);
        Assert.Contains("No drivers: the device tree is locked", context.Log.Lines);
    }

    [Fact]
    public async Task The_VSS_version_is_read_from_its_manifest()
    {
        var folder = Directory.CreateTempSubdirectory("openlaunch-");
        try
        {
            var components = folder.CreateSubdirectory(Path.Combine("Amazon", "AwsVssComponents"));
            var manifest = Path.Combine(components.FullName, "deployment-manifest.json");
            Assert.Null(await VssComponents.ReadVersionAsync(folder.FullName, Cancellation));
            await File.WriteAllTextAsync(manifest, """{ "Version": "2.5.1" }""", Cancellation);
            Assert.Equal("2.5.1", await VssComponents.ReadVersionAsync(folder.FullName, Cancellation));
            await File.WriteAllTextAsync(manifest, "[]", Cancellation);
            Assert.Null(await VssComponents.ReadVersionAsync(folder.FullName, Cancellation));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_dry_run_logs_and_leaves_the_console_alone()
    {
        var context = await RunAsync(metadata, dryRun: true);
        Assert.Empty(context.Printed.Lines);
        Assert.Contains("Instance Type: t3.medium", context.Log.Lines);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task AssertWithoutMetadata(IMetadataClient client)
    {
        var context = await RunAsync(client);
        Assert.Contains("Unable to load AMI ID", context.Printed.Texts);
        Assert.Contains("Unable to load Instance ID", context.Printed.Texts);
        Assert.Contains("OsProductName: Windows Server 2022 Datacenter", context.Printed.Texts);
        Assert.Contains("RDPCERTIFICATE-SUBJECTNAME: EC2AMAZ-4F7Q2MK", context.Printed.Texts);
    }

    private async Task<TestStepContext> RunAsync(IMetadataClient client, IInstanceFacts? facts = null, bool dryRun = false)
    {
        var step = new ShowInstanceInfoStep(facts ?? new SimulatedInstanceFacts(machine), new FixedName());
        var context = TestStepContext.Create(scope, client, dryRun);
        Assert.Equal(StepOutcome.Done, await step.RunAsync(new NoInputs(), context, Cancellation));
        return context;
    }

    /// <summary>The drivers cannot be listed; all else is as it was.</summary>
    private sealed class BrokenFacts(IInstanceFacts facts, Exception refusal) : IInstanceFacts
    {
        public string Language => facts.Language;

        public TimeZoneInfo TimeZone => facts.TimeZone;

        public string? ReadValue(string key, string name) => facts.ReadValue(key, name);

        public IReadOnlyList<string> ReadValueNames(string key) => facts.ReadValueNames(key);

        public Task<IReadOnlyList<InstalledDriver>> ListDriversAsync(CancellationToken cancellationToken) => throw refusal;

        public Task<string?> ReadRemoteDesktopThumbprintAsync(CancellationToken cancellationToken) =>
            facts.ReadRemoteDesktopThumbprintAsync(cancellationToken);

        public Task<string?> ReadVssVersionAsync(CancellationToken cancellationToken) =>
            facts.ReadVssVersionAsync(cancellationToken);
    }

    private sealed class FixedName : IComputerName
    {
        public string Current => "EC2AMAZ-4F7Q2MK";

        public string Pending => Current;

        public bool IsInDomain => false;

        public Task RenameAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
