namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineServiceTests(WineMachine machine)
{
    private readonly WineService service = new(machine);

    [Fact]
    public async Task The_service_runs_the_plan_to_its_end_and_then_stops()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, "  - step: waitForMetadata\n  - step: announceReady\n");
        await service.StartAsync(await machine.ProgramAsync(), boot);
        await service.StateAsync("STOPPED");
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
        await service.StartAsync(await machine.ProgramAsync(), boot);
        await boot.StartOfAsync("waitForSysprep");
        await service.StateAsync("RUNNING");
        try
        {
            await service.StopAsync();
        }
        finally
        {
            await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        }

        await service.StateAsync("STOPPED");
        Assert.Equal("end", (await boot.JournalAsync())[^1].Text("kind"));
    }
}
