using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Tests.Engine;

public sealed class DryRun : IDisposable
{
    private readonly EngineBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Describes_changes_and_applies_none_and_leaves_the_state_folder_empty()
    {
        var applied = false;
        var result = await bench.RunAsync(new RunOptions { DryRun = true }, ScriptedStep.Entry("a", async (context, token) =>
        {
            context.Remember("key", "value");
            await context.ChangeAsync("paint the wall", _ => { applied = true; return Task.CompletedTask; }, token);
            return StepOutcome.RebootThenDone("paint must dry");
        }), ScriptedStep.Entry("b", StepOutcome.Done));

        Assert.Equal(["paint the wall"], result.Steps[0].Changes);
        Assert.Equal("done", result.Steps[1].Outcome.Word);
        Assert.False(applied);
        Assert.Empty(bench.Reboots);
        Assert.Empty(Directory.EnumerateFileSystemEntries(bench.StateFolder));
    }

    [Fact]
    public async Task Decides_by_the_journal_of_real_runs()
    {
        var entry = ScriptedStep.Entry("a", StepOutcome.Done) with { Frequency = StepFrequency.PerInstance };
        await bench.RunAsync(entry);
        var before = await File.ReadAllBytesAsync(bench.JournalPath, TestContext.Current.CancellationToken);

        var result = await bench.RunAsync(new RunOptions { DryRun = true }, entry);

        Assert.Equal("skipped", result.Steps[0].Outcome.Word);
        Assert.Equal(before, await File.ReadAllBytesAsync(bench.JournalPath, TestContext.Current.CancellationToken));
    }
}
