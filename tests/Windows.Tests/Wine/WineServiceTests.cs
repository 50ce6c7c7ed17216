namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineServiceTests(WineMachine machine)
{
    private readonly string name = $"OpenLaunch-{Guid.NewGuid():N}";

    [Fact]
    public async Task The_service_runs_the_plan_to_its_end_and_then_stops()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, "  - step: waitForMetadata\n  - step: announceReady\n");
        await StartAsync(boot);
        await StateAsync("STOPPED");
        var journal = await boot.JournalAsync();
        Assert.Equal("end", journal[^1].Text("kind"));
        Assert.Equal("done", journal[^1].Text("outcome"));
        Assert.Contains(
            "Windows is Ready to use",
            await File.ReadAllTextAsync(boot.ConsolePath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_asked_to_stop_ends_its_run_in_order()
    {
        await machine.DemandAsync();
        await machine.SetImageStateAsync("IMAGE_STATE_UNDEPLOYABLE");
        await using var boot = new WineBoot(machine, "  - step: waitForSysprep\n    timeout: 10m\n");
        await StartAsync(boot);
        await boot.StartOfAsync("waitForSysprep");
        await StateAsync("RUNNING");
        var stop = await machine.RunAsync("net", "stop", name);
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        Assert.True(stop.ExitCode == 0, stop.ToString());
        await StateAsync("STOPPED");
        Assert.Equal("end", (await boot.JournalAsync())[^1].Text("kind"));
    }

    private async Task StartAsync(WineBoot boot)
    {
        // Made by hand: the installed one has neither the paths of this test nor its files' owner.
        var program = $"\"{WineMachine.WindowsPath(await machine.ProgramAsync())}\"";
        await DoneAsync("sc", "create", name, "start=", "demand", "binPath=", string.Join(
            ' ', [program, "service", .. boot.Arguments, "--console", WineMachine.WindowsPath(boot.ConsolePath)]));
        await DoneAsync("net", "start", name);
    }

    private async Task StateAsync(string state)
    {
        while (!(await machine.RunAsync("sc", "query", name)).Output.Contains(state, StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private async Task DoneAsync(params string[] command)
    {
        var result = await machine.RunAsync(command);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
