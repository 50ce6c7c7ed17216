using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Services;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.Tests.Simulation;

namespace OpenLaunch.Steps.Tests.Services;

public class StartSsmStepTests
{
    [Fact]
    public async Task Starts_a_disabled_agent_now_and_for_good()
    {
        var machine = With("stopped", "disabled");

        var (outcome, changes) = await RunAsync(machine);

        Assert.Same(StepOutcome.Done, outcome);
        Assert.Equal(
            ["set the service AmazonSSMAgent to start with Windows (was disabled)", "start the service AmazonSSMAgent"], changes);
        Assert.Equal(("running", "automatic"), (machine.State.Services[^1].State, machine.State.Services[^1].StartType));
    }

    [Fact]
    public async Task Changes_nothing_where_the_agent_runs()
    {
        var (outcome, changes) = await RunAsync(With("running", "automatic"));

        Assert.Same(StepOutcome.Done, outcome);
        Assert.Empty(changes);
    }

    [Fact]
    public async Task Skips_a_machine_without_the_agent()
    {
        var (outcome, _) = await RunAsync(new TestMachine());

        Assert.Equal(
            "the service AmazonSSMAgent is not installed", Assert.IsType<StepOutcome.SkippedOutcome>(outcome).Reason);
    }

    [Fact]
    public async Task A_disabled_service_cannot_be_started()
    {
        var machine = With("stopped", "disabled");
        var services = new SimulatedServices(machine.Machine);

        var refusal = await Assert.ThrowsAsync<MachineException>(() => machine.Scope.ApplyAsync(
            "start", token => services.StartAsync("AmazonSSMAgent", TimeSpan.FromSeconds(1), token),
            TestContext.Current.CancellationToken));

        Assert.Contains("1058", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("stopped", machine.State.Services[^1].State);
    }

    private static TestMachine With(string state, string startType) => new(
        machine => machine.Services.Add(new() { Name = "AmazonSSMAgent", State = state, StartType = startType }));

    private static async Task<(StepOutcome Outcome, IReadOnlyList<string> Changes)> RunAsync(TestMachine machine)
    {
        var context = TestStepContext.Create(machine.Scope);
        var step = new StartSsmStep(new SimulatedServices(machine.Machine));
        return (await step.RunAsync(new(), context, TestContext.Current.CancellationToken), context.Changes);
    }
}
