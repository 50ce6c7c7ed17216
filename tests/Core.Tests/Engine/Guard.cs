using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Engine;

/// <summary>A step that runs other steps keeps each of them apart with the engine's own guard.</summary>
public sealed class Guard : IDisposable
{
    private readonly EngineBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_step_within_a_step_that_throws_fails_alone()
    {
        var result = await bench.RunAsync(ScriptedStep.Entry("outer", async (context, token) =>
        {
            var first = await GuardAsync((_, _) => throw new FormatException("bad form"), context, token);
            var second = await GuardAsync((_, _) => Task.FromResult(StepOutcome.Done), context, token);
            return StepOutcome.Skipped($"{first!.Word}: {first.Explanation}, then {second!.Word}");
        }));

        Assert.Equal("failed: bad form, then done", result.Steps[0].Outcome.Explanation);
    }

    [Fact]
    public async Task A_step_that_cannot_be_made_fails_alone()
    {
        var entry = ScriptedStep.Entry("a", StepOutcome.Done) with
        {
            Definition = StepDefinition.For<ScriptedStep, NoInputs>(_ => throw new InvalidOperationException("no such port")),
        };

        var result = await bench.RunAsync(entry, ScriptedStep.Entry("b", StepOutcome.Done));

        Assert.Equal("no such port", result.Steps[0].Outcome.Explanation);
        Assert.Equal("done", result.Steps[1].Outcome.Word);
    }

    [Fact]
    public async Task Metadata_that_is_disabled_skips_a_step_within_a_step()
    {
        StepOutcome? inner = null;
        await bench.RunAsync(ScriptedStep.Entry("outer", async (context, token) =>
        {
            inner = await GuardAsync((_, _) => throw new MetadataDisabledException("metadata is disabled"), context, token);
            return StepOutcome.Done;
        }));

        Assert.Equal("metadata is disabled", Assert.IsType<StepOutcome.SkippedOutcome>(inner).Reason);
    }

    [Fact]
    public async Task A_step_within_a_step_that_obeys_its_cancellation_has_no_outcome()
    {
        using var cancel = new CancellationTokenSource();
        StepOutcome? inner = StepOutcome.Done;
        await bench.RunAsync(ScriptedStep.Entry("outer", async (context, _) =>
        {
            inner = await GuardAsync(
                async (_, token) =>
                {
                    await cancel.CancelAsync();
                    token.ThrowIfCancellationRequested();
                    return StepOutcome.Done;
                },
                context, cancel.Token);
            return StepOutcome.Done;
        }));

        Assert.Null(inner);
    }

    private static async Task<StepOutcome?> GuardAsync(
        Func<StepContext, CancellationToken, Task<StepOutcome>> script, StepContext context, CancellationToken token)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        return await StepGuard.RunAsync(
            ScriptedStep.Entry("inner", script).Definition, services, new NoInputs(), secrets: null, context, token);
    }
}
