namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineEventLogTests(WineMachine machine)
{
    [Fact]
    public async Task Each_step_and_the_run_leave_an_event_in_the_event_log()
    {
        await machine.DemandAsync();
        await DoneAsync("install");
        await using var boot = new WineBoot(
            machine, "  - step: announceReady\n  - step: runUserData\n", "<script>\r\nexit 7\r\n</script>");
        // Wine keeps no events, but its trace shows each one that the event log is handed.
        using var process = await machine.StartTracedAsync("trace+eventlog,err+eventlog", ["run", "--console", "none", .. boot.Arguments]);
        var result = await process.EndAsync();
        await DoneAsync("uninstall", "--purge");
        Assert.Matches("trace:eventlog:ReportEventW .*announceReady: done", result.Errors);
        Assert.Matches("err:eventlog:ReportEventW .*runUserData: failed.*exit code 7", result.Errors);
        Assert.Matches("err:eventlog:ReportEventW .*OpenLaunch: failed", result.Errors);
    }

    private async Task DoneAsync(params string[] arguments)
    {
        var result = await machine.OpenLaunchAsync(arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
