using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.HostName;
using OpenLaunch.Steps.Services;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.Tests.UserData;

/// <summary>Tasks of every kind run as entries of a plan do: guarded, with their place.</summary>
public sealed class TaskRunTests : IDisposable
{
    private const string Script = "- task: executeScript\n  inputs: [{ frequency: once, type: batch, content: echo }]\n";

    private readonly UserDataBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("- task: setHostName\n  inputs: { hostName: web-1 }\n", "setHostName")]
    [InlineData("- task: startSsm\n", "startSsm")]
    [InlineData("- task: writeFile\n  inputs: [{ destination: 'C:\\a', content: b }]\n", "writeFile")]
    public async Task A_task_that_throws_fails_alone_with_its_line_and_its_name(string task, string name)
    {
        var (outcome, context) = await RunAsync($"version: 1.1\ntasks:\n{task}{Script}", services => services
            .AddSingleton<IComputerName>(_ => throw new UnauthorizedAccessException("access is denied"))
            .AddSingleton<IServices>(_ => throw new UnauthorizedAccessException("access is denied"))
            .AddSingleton<IFiles>(_ => throw new UnauthorizedAccessException("access is denied")));

        var message = Assert.IsType<StepOutcome.FailedOutcome>(outcome).Message;
        var line = name == "writeFile" ? 4 : 3;
        Assert.Equal($"Line {line} of the user data, task '{name}': access is denied", message);
        Assert.Equal(["batch as LocalSystem"], bench.Scripts);
        Assert.Single(context.Changes);
    }

    [Fact]
    public async Task A_task_that_metadata_answers_with_an_error_fails_alone()
    {
        var metadata = new TestMetadataThatFails(
            $"version: 1.1\ntasks:\n- task: setHostName\n  inputs: {{ hostName: '{{ipHex}}' }}\n{Script}");
        var (outcome, _) = await bench.RunAsync(metadata);

        Assert.StartsWith(
            "Line 3 of the user data, task 'setHostName': ", Assert.IsType<StepOutcome.FailedOutcome>(outcome).Message,
            StringComparison.Ordinal);
        Assert.Equal(["batch as LocalSystem"], bench.Scripts);
    }

    [Fact]
    public async Task What_cannot_be_kept_for_the_next_boot_costs_this_boot_no_task()
    {
        await File.WriteAllTextAsync(Path.Combine(bench.Folder, "userdata"), "", TestContext.Current.CancellationToken);
        var (outcome, _) = await bench.RunAsync("<script>echo</script><persist>true</persist>");

        Assert.Contains("is to run at every boot", Assert.IsType<StepOutcome.FailedOutcome>(outcome).Message, StringComparison.Ordinal);
        Assert.Equal(["batch as LocalSystem"], bench.Scripts);
    }

    [Fact]
    public async Task While_the_journal_cannot_be_written_what_runs_always_runs_and_what_runs_once_fails_by_its_name()
    {
        bench.IsFull = true;
        var (outcome, context) = await bench.RunAsync(
            "version: 1.1\ntasks:\n- task: setHostName\n  inputs: { hostName: web-1 }\n- task: startSsm\n- task: executeScript\n"
            + "  inputs:\n  - { frequency: once, type: batch, content: a }\n  - { frequency: always, type: batch, content: b }\n");

        var failures = Assert.IsType<StepOutcome.FailedOutcome>(outcome).Message.Split('\n');
        Assert.Equal(2, failures.Length);
        Assert.StartsWith(
            "Line 3 of the user data, task 'setHostName': not done: the journal cannot be written", failures[0], StringComparison.Ordinal);
        Assert.Contains("batch script 3 of 4", failures[1], StringComparison.Ordinal);
        Assert.Equal("run the batch script 4 of 4 as LocalSystem", context.Changes[^1]);
        Assert.Single(bench.Scripts);
    }

    [Fact]
    public async Task A_task_behind_the_one_that_asked_for_the_reboot_is_not_taken_for_one_that_did()
    {
        const string userData = "version: 1.1\ntasks:\n- task: executeScript\n  inputs:\n"
            + "  - { frequency: once, type: batch, content: \"rem simulate exit 3010 0\" }\n"
            + "- task: setHostName\n  inputs: { hostName: web-1 }\n";
        Assert.IsType<StepOutcome.RebootOutcome>((await bench.RunAsync(userData)).Outcome);

        var (second, context) = await bench.RunAsync(userData, resumed: true);
        Assert.IsType<StepOutcome.RebootOutcome>(second);
        Assert.Contains("web-1", context.Changes[^1], StringComparison.OrdinalIgnoreCase);
    }

    private Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(string userData, Action<IServiceCollection> change) =>
        bench.RunAsync(new TestMetadata { UserData = userData }, change: change);

    private sealed class TestMetadataThatFails(string userData) : IMetadataClient
    {
        public MetadataProtocol Protocol => default;

        public Task WaitAsync(IProgress<MetadataWaitProgress>? progress, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<string?> GetAsync(string path, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("the metadata service answered with 500");

        public Task<byte[]?> GetUserDataAsync(CancellationToken cancellationToken) =>
            Task.FromResult<byte[]?>(Encoding.UTF8.GetBytes(userData));
    }
}
