using Microsoft.Extensions.Time.Testing;
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

    [Fact]
    public async Task What_must_leave_the_console_leaves_it_before_its_turn_once_its_step_is_told_to_end()
    {
        var clock = new FakeTimeProvider();
        using var timed = new EngineBench { Time = clock };
        var firstMayEnd = new TaskCompletionSource();
        var isOut = false;
        var plan = new Plan([new([
            ScriptedStep.Entry("first", async (context, _) =>
            {
                await firstMayEnd.Task;
                context.Console.WriteLine(ConsoleTopic.Info, "first");
                return StepOutcome.Done;
            }) with { Timeout = TimeSpan.FromHours(1) },
            ScriptedStep.Entry("last", async (context, token) =>
            {
                context.Console.WriteLine(ConsoleTopic.Password, "name");
                var line = context.Console.WriteLineAsync(ConsoleTopic.Password, "password", token);
                Assert.False(line.IsCompleted);
                clock.Advance(TimeSpan.FromMinutes(2));
                try
                {
                    isOut = await line;
                }
                finally
                {
                    firstMayEnd.SetResult();
                }

                return StepOutcome.Done;
            }) with { Timeout = TimeSpan.FromMinutes(1) },
        ])]);

        var result = await timed.RunAsync(plan, new RunOptions(), TestContext.Current.CancellationToken);

        Assert.True(isOut);
        Assert.Equal(["done", "done"], result.Steps.Select(step => step.Outcome.Word));
        Assert.Equal(
            ["name", "password", "first"],
            timed.ConsoleText.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line[22..]));
    }
}
