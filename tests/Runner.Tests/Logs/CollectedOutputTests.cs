using OpenLaunch.Runner.Commands;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Tests.Starts;

namespace OpenLaunch.Runner.Tests.Logs;

/// <summary>What <c>collect-logs</c> has the program say to itself.</summary>
[Collection(nameof(SilentConsole))]
public sealed class CollectedOutputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_part_that_does_not_end_in_time_keeps_the_console_from_no_other()
    {
        using var silent = new SilentConsole();
        using var state = new StateFolder();
        var (output, error) = (Console.Out, Console.Error);
        string[] slow = ["status", "--wait", "--timeout", "2s", "--state", state.Path];

        await Assert.ThrowsAsync<TimeoutException>(
            () => CollectLogsCommand.SayAsync(slow, CompiledSteps.BuiltIn, TimeSpan.FromMilliseconds(1), Token));

        Assert.Same(output, Console.Out);
        Assert.Same(error, Console.Error);
        Assert.Equal(
            $"{AgentVersion.Current}{Environment.NewLine}",
            await CollectLogsCommand.SayAsync(["version"], CompiledSteps.BuiltIn, TimeSpan.FromMinutes(1), Token));
    }

    [Theory]
    [InlineData(1601)]
    [InlineData(9999)]
    public void An_archive_is_written_whatever_the_clock_says(int year)
    {
        using var state = new StateFolder();

        new LogCollection().Save(state.At("logs.zip"), new(year, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.True(File.Exists(state.At("logs.zip")));
    }
}
