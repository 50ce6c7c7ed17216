namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineConsoleTests(WineMachine machine)
{
    [Fact]
    public async Task The_lines_of_the_console_leave_through_the_serial_port()
    {
        await machine.DemandAsync();
        var folder = machine.NewFolder();
        var (device, received) = (Path.Combine(folder, "com1"), Path.Combine(folder, "received"));
        using var terminal = new RunningProcess("socat", ["-u", $"PTY,link={device},raw,echo=0", $"CREATE:{received}"]);
        while (!File.Exists(device))
        {
            Assert.False(terminal.HasExited);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await machine.ConnectCom1Async(device);
        await using var boot = new WineBoot(machine, "  - step: announceReady\n");
        using var process = await boot.StartAsync("--console", "COM1");
        var run = new WineRun(await process.EndAsync());
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Matches(
            @"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\dZ: Message: Windows is Ready to use\r\n$", await LineOfAsync(received));
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

    /// <summary>What came out of the terminal, once it is a whole line; socat may be behind the process that wrote it.</summary>
    private static async Task<string> LineOfAsync(string file)
    {
        var text = "";
        for (var look = 0; look < 600 && !text.EndsWith('\n'); look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
            text = File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "";
        }

        return text;
    }
}
