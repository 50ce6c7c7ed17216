using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.HostName;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Testing;

namespace OpenLaunch.Steps.Tests.Testing;

/// <summary>The bench that is published for custom steps, on our own.</summary>
public class StepBenchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Renames_the_computer_at_the_restart_that_the_step_asks_for()
    {
        await using var bench = StepBench.For<SetHostNameStep>();

        (await bench.RunAsync("hostName: web-1\nreboot: true", Token)).ShouldRebootAndBeDone();

        Assert.Equal("web-1", bench.Machine.ComputerName);
        (await bench.RunAgainAsync(Token)).ShouldChangeNothing();
    }

    [Fact]
    public async Task Tells_in_a_dry_run_what_would_change_and_changes_nothing()
    {
        await using var bench = StepBench.For<AddRoutesStep>();

        var dry = await bench.DryRunAsync(cancellationToken: Token);

        Assert.NotEmpty(dry.Changes);
        Assert.Empty(bench.Machine.Routes);
        Assert.Equal(dry.Changes, (await bench.RunAgainAsync(Token)).ShouldBeDone().Changes);
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
    }

    [Fact]
    public async Task Loses_active_routes_when_an_operator_restarts_the_machine()
    {
        await using var bench = StepBench.For<AddRoutesStep>();
        var first = await bench.RunAsync("", Token);

        bench.Reboot();

        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChange([.. first.Changes]);
    }

    [Fact]
    public async Task Reads_metadata_over_http()
    {
        await using var bench = StepBench.For<TellStep>();
        bench.Machine.Instance.Type = "m7i.large";

        (await bench.RunAsync("secret: hush", Token)).ShouldBeDone().ShouldPrint("type m7i.large").ShouldKeepSecret("hush");
    }

    [Fact]
    public async Task Resumes_after_a_restart_with_what_was_remembered()
    {
        await using var bench = StepBench.For<ResumingStep>();

        (await bench.RunAsync("", Token)).ShouldRebootAndResume().ShouldChange("first half");
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChange("second half after first on boot 1");
    }

    [Fact]
    public async Task Says_all_that_happened_when_an_expectation_fails()
    {
        await using var bench = StepBench.For<ResumingStep>();
        var run = await bench.RunAsync("", Token);

        var failure = Assert.Throws<StepAssertionException>(run.ShouldBeDone);

        Assert.Contains("should be done", failure.Message);
        Assert.Contains("outcome: reboot, half done", failure.Message);
        Assert.Contains("change: first half", failure.Message);
    }

    [Fact]
    public async Task Checks_inputs_as_a_plan_does()
    {
        await using var bench = StepBench.For<SetHostNameStep>();

        await Assert.ThrowsAsync<ConfigurationException>(() => bench.RunAsync("hostNme: web", Token));
    }

    [Fact]
    public async Task Finds_a_secret_that_a_step_tells()
    {
        await using var bench = StepBench.For<TellStep>();
        var run = await bench.RunAsync("{ secret: hush, tell: true }", Token);

        Assert.Throws<StepAssertionException>(() => run.ShouldKeepSecret("hush"));
    }

    public sealed record TellInputs
    {
        public SecretText? Secret { get; init; }

        public bool Tell { get; init; }
    }

    [Step("tell", "Tells the instance's type")]
    public sealed class TellStep : Step<TellInputs>
    {
        public override async Task<StepOutcome> RunAsync(
            TellInputs inputs, StepContext context, CancellationToken cancellationToken)
        {
            var type = await context.Metadata.GetAsync("meta-data/instance-type", cancellationToken);
            context.Console.WriteLine(default, $"type {type}, secret {inputs.Secret}");
            return inputs.Tell ? StepOutcome.Failed($"it is {inputs.Secret!.Reveal()}") : StepOutcome.Done;
        }
    }

    [Step("resume", "Does a half before and a half after a restart", Frequency = StepFrequency.PerInstance)]
    public sealed class ResumingStep : Step<NoInputs>
    {
        public override async Task<StepOutcome> RunAsync(
            NoInputs inputs, StepContext context, CancellationToken cancellationToken)
        {
            var half = context.Resumed ? $"second half after first on boot {context.Recall("boot")}" : "first half";
            await context.ChangeAsync(half, _ => Task.CompletedTask, cancellationToken);
            context.Remember("boot", context.BootId);
            return context.Resumed ? StepOutcome.Done : StepOutcome.RebootThenResume("half done");
        }
    }
}
