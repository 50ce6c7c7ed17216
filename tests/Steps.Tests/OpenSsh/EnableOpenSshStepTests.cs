using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.OpenSsh;
using OpenLaunch.Testing;

namespace OpenLaunch.Steps.Tests.OpenSsh;

public class EnableOpenSshStepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_is_added_started_and_lets_the_key_of_the_instance_in()
    {
        await using var bench = StepBench.For<EnableOpenSshStep>();
        string[] changes =
        [
            "add the feature OpenSSH.Server of Windows", "set the service sshd to start with Windows", "start the service sshd",
            "add 1 key to the authorized keys of the administrators",
        ];

        (await bench.RunAsync("", Token)).ShouldBeDone().ShouldChange(changes);
        (await bench.RunAgainAsync(Token)).ShouldChangeNothing();
    }

    [Fact]
    public async Task A_server_that_the_image_holds_is_only_started()
    {
        await using var bench = StepBench.For<EnableOpenSshStep>();
        bench.Machine.Services.Add(new() { Name = "sshd", State = "stopped", StartType = "manual" });

        (await bench.RunAsync("keys: none", Token)).ShouldBeDone().ShouldChange(
            "set the service sshd to start with Windows", "start the service sshd");
    }

    [Fact]
    public async Task An_instance_without_a_key_pair_has_its_server_all_the_same_since_2_0_1082()
    {
        await using var bench = StepBench.For<EnableOpenSshStep>();
        bench.Machine.Instance.MetadataEnabled = false;

        var run = (await bench.RunAsync("", Token)).ShouldBeDone();

        Assert.DoesNotContain(run.Changes, change => change.Contains("key", StringComparison.Ordinal));
        Assert.Equal("running", bench.Machine.Services.Single(service => service.Name == "sshd").State);
    }

    [Fact]
    public async Task A_source_of_the_feature_that_does_not_answer_fails_the_step_with_what_to_do()
    {
        await using var bench = StepBench.For<EnableOpenSshStep>(services => services.AddSingleton<IOpenSshFeature>(new NoSource()));

        (await bench.RunAsync("", Token)).ShouldFail("No source of the feature answers.");
    }

    [Fact]
    public async Task Windows_before_Server_2019_has_no_such_feature()
    {
        await using var bench = StepBench.For<EnableOpenSshStep>();
        bench.Machine.Registry[@"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"] = new() { ["CurrentBuild"] = "14393" };

        (await bench.RunAsync("", Token)).ShouldBeSkipped("since build 17763; this is 14393").ShouldChangeNothing();
    }

    private sealed class NoSource : IOpenSshFeature
    {
        public Task AddAsync(CancellationToken cancellationToken) => throw new MachineException("No source of the feature answers.");
    }
}
