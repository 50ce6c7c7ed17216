using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Tests.Engine;

public sealed class Parallel : IDisposable
{
    private readonly EngineBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Entries_run_at_the_same_time_and_their_console_lines_come_out_in_declared_order()
    {
        var (firstMayEnd, lastHasWritten) = (new TaskCompletionSource(), new TaskCompletionSource());
        var plan = new Plan([new([
            ScriptedStep.Entry("first", async (context, _) =>
            {
                context.Console.WriteLine(ConsoleTopic.Info, "first 1");
                await lastHasWritten.Task;
                context.Console.WriteLine(ConsoleTopic.Info, "first 2");
                return StepOutcome.Done;
            }),
            ScriptedStep.Entry("last", (context, _) =>
            {
                context.Console.WriteLine(ConsoleTopic.Info, "last");
                lastHasWritten.SetResult();
                return Task.FromResult(StepOutcome.Done);
            }),
        ])]);

        var result = await bench.RunAsync(plan, new RunOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(["first", "last"], result.Steps.Select(step => step.Entry.Name));
        Assert.Equal(
            ["first 1", "first 2", "last"],
            bench.ConsoleText.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line[22..]));
    }
}
