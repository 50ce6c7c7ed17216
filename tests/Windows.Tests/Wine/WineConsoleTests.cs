namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineConsoleTests(WineMachine machine)
{
    [Fact]
    public async Task The_lines_of_the_console_leave_through_the_serial_port()
    {
        await machine.DemandAsync();
        await using var terminal = await Terminal.ConnectAsync(machine, "COM1");
        await using var boot = new WineBoot(machine, "  - step: announceReady\n");
        using var process = await boot.StartAsync("--console", "COM1");
        var run = new WineRun(await process.EndAsync());
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Matches(
            @"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\dZ: Message: Windows is Ready to use\r\n$", await terminal.LineAsync());
    }

    [Fact]
    public async Task A_port_that_is_absent_is_told_in_the_log_and_does_not_stop_the_boot()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, "  - step: announceReady\n  - step: waitForSysprep\n");
        using var process = await boot.StartAsync("--console", "COM77");
        var run = new WineRun(await process.EndAsync());
        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Equal(("failed", "done"), (run.OutcomeOf("announceReady"), run.OutcomeOf("waitForSysprep")));
        var log = await File.ReadAllTextAsync(boot.LogPath, TestContext.Current.CancellationToken);
        Assert.Contains("COM77", log, StringComparison.Ordinal);
    }
}
