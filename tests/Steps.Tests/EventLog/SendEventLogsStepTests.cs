using OpenLaunch.Steps.EventLog;
using OpenLaunch.Testing;

namespace OpenLaunch.Steps.Tests.EventLog;

public class SendEventLogsStepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_errors_are_printed_the_oldest_of_them_first()
    {
        await using var bench = Bench();

        var run = (await bench.RunAsync("events: [{ logName: System, numEntries: 2 }]", Token)).ShouldBeDone().ShouldChangeNothing();

        Assert.Equal(
            [
                "EventLogEntry: System  Error  disk  11/26/2026 02:00:00 PM  second",
                "EventLogEntry: System  Error  disk  11/26/2026 03:00:00 PM  third line  and more",
            ],
            run.Console.Select(Text));
    }

    [Theory]
    [InlineData("logName: System, level: warning", "Warning  W32Time")]
    [InlineData("logName: system, source: DISK, numEntries: 1", "Error  disk")]
    public async Task Level_and_source_choose_what_is_printed(string query, string expected)
    {
        await using var bench = Bench();

        var run = await bench.RunAsync($"events: [{{ {query} }}]", Token);

        Assert.Contains(expected, Assert.Single(run.Console), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_is_not_there_fails_and_the_others_are_printed()
    {
        await using var bench = Bench();

        var run = (await bench.RunAsync("events: [{ logName: Nowhere }, { logName: System, numEntries: 1 }]", Token))
            .ShouldFail("Nowhere");

        Assert.Single(run.Console);
    }

    private static string Text(string line) => line[Math.Max(0, line.IndexOf("EventLogEntry", StringComparison.Ordinal))..];

    private static StepBench Bench()
    {
        var bench = StepBench.For<SendEventLogsStep>();
        foreach (var (hour, message) in new[] { (13, "first"), (15, "third line\r\nand more"), (14, "second") })
        {
            bench.Machine.Events.Add(new()
            {
                Log = "System", Source = "disk", Time = $"2026-11-26T{hour}:00:00Z", Message = message,
            });
        }

        bench.Machine.Events.Add(new() { Log = "System", Source = "W32Time", Level = 3, Message = "late" });
        return bench;
    }
}
