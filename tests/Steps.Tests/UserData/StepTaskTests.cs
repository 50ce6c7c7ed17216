using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.HostName;
using OpenLaunch.Steps.Tests.Engine;

namespace OpenLaunch.Steps.Tests.UserData;

public sealed class StepTaskTests : IDisposable
{
    private readonly UserDataBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Runs_a_task_that_is_a_step_of_the_catalogue_with_its_inputs()
    {
        var (outcome, context) = await RunAsync("  inputs: { hostName: web-01, reboot: true }");
        Assert.IsType<StepOutcome.RebootOutcome>(outcome);
        Assert.Contains("web-01", Assert.Single(context.Changes), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Reports_inputs_that_the_step_refuses_with_their_line()
    {
        var (outcome, context) = await RunAsync("  inputs:\n    hostName: way-too-long-a-name-for-windows");
        Assert.StartsWith(
            "Line 5 of the user data: setHostName: ", Assert.IsType<StepOutcome.FailedOutcome>(outcome).Message,
            StringComparison.Ordinal);
        Assert.Empty(context.Changes);
    }

    [Fact]
    public async Task Runs_a_step_that_EC2Launch_v2_does_not_have()
    {
        var (outcome, context) = await RunAsync("  inputs: { text: hello }", task: "custom");
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Equal(["say hello"], context.Changes);
    }

    [Fact]
    public async Task Names_the_nearest_step_for_one_that_the_catalogue_lacks()
    {
        var (outcome, _) = await RunAsync("", task: "custm");
        Assert.Contains("did you mean 'custom'?", outcome.Explanation, StringComparison.Ordinal);
    }

    private async Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(string inputs, string task = "setHostName")
    {
        bench.Catalogue = new StepCatalogue([
            StepDefinition.For<SetHostNameStep, SetHostNameInputs>(p => new(p.GetRequiredService<IComputerName>())),
            StepDefinition.For<CustomStep, CustomInputs>(_ => new()),
        ]);
        return await bench.RunAsync($"version: 1.1\ntasks:\n- task: {task}\n{inputs}\n");
    }

    private sealed record CustomInputs
    {
        public string Text { get; init; } = "";
    }

    [Step("custom", "A step of somebody else's")]
    private sealed class CustomStep : Step<CustomInputs>
    {
        public override async Task<StepOutcome> RunAsync(
            CustomInputs inputs, StepContext context, CancellationToken cancellationToken)
        {
            await context.ChangeAsync($"say {inputs.Text}", _ => Task.CompletedTask, cancellationToken);
            return StepOutcome.Done;
        }
    }
}
