namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineInterruptionTests(WineMachine machine)
{
    private const string Steps = "  - step: runUserData\n  - step: waitForSysprep\n    timeout: 10m\n";

    [Fact]
    public async Task A_wait_for_Windows_Setup_ends_when_the_registry_changes()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, Steps);
        using var run = await StartWaitingAsync(boot);
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        var result = new WineRun(await run.EndAsync());
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("done", result.OutcomeOf("waitForSysprep"));
    }

    [Fact]
    public async Task A_wait_for_Windows_Setup_goes_on_until_its_flags_are_cleared_too()
    {
        const string setup = @"HKLM\SYSTEM\Setup";
        await machine.DemandAsync();
        await machine.SetRegistryAsync(setup, "SetupType", 2);
        await using var boot = new WineBoot(machine, Steps);
        using var run = await StartWaitingAsync(boot);
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        await machine.SetRegistryAsync(setup, "OOBEInProgress", 0); // a change that ends nothing
        Assert.False(run.HasExited);
        await machine.SetRegistryAsync(setup, "SetupType", 0);
        var result = new WineRun(await run.EndAsync());
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("done", result.OutcomeOf("waitForSysprep"));
    }

    [Fact]
    public async Task A_second_process_is_refused_while_a_run_holds_the_lock()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, Steps);
        using var first = await StartWaitingAsync(boot);
        using var second = await boot.StartAsync("--console", "none");
        var refused = await second.EndAsync();
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        Assert.True(refused.ExitCode == 75, refused.ToString());
        Assert.Contains("process", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await first.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_run_with_a_state_folder_of_its_own_is_refused_too_where_nothing_is_installed()
    {
        await machine.DemandAsync();
        var data = new DirectoryInfo(Path.Combine(machine.DriveC, "ProgramData", "OpenLaunch"));
        if (data.Exists)
            data.Delete(recursive: true);
        await using var boot = new WineBoot(machine, Steps);
        await using var other = new WineBoot(machine, Steps);
        using var first = await StartWaitingAsync(boot);
        using var second = await other.StartAsync("--console", "none");
        var refused = await second.EndAsync();
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        Assert.True(refused.ExitCode == 75, refused.ToString());
        Assert.Equal(0, (await first.EndAsync()).ExitCode);
        Assert.Equal(["state"], data.EnumerateFileSystemInfos().Select(entry => entry.Name));
    }

    [Fact]
    public async Task A_run_that_was_killed_goes_on_where_it_stopped()
    {
        await machine.DemandAsync();
        var counter = Path.Combine(machine.NewFolder(), "count.txt");
        await using var boot = new WineBoot(
            machine, Steps, $"<script>\r\necho once>>{WineMachine.WindowsPath(counter)}\r\nexit 0\r\n</script>");
        using (var killed = await StartWaitingAsync(boot))
        {
            killed.Kill();
            await killed.EndAsync();
        }

        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        Assert.Equal("interrupted", System.Text.Json.JsonElement.Parse((await boot.StatusAsync()).Output).Text("status"));
        var next = await boot.RunAsync();
        Assert.True(next.ExitCode == 0, next.ToString());
        Assert.Equal("done", next.OutcomeOf("waitForSysprep"));
        Assert.Single(await File.ReadAllLinesAsync(counter, TestContext.Current.CancellationToken));
    }

    private async Task<RunningProcess> StartWaitingAsync(WineBoot boot)
    {
        await machine.SetImageStateAsync("IMAGE_STATE_UNDEPLOYABLE");
        var run = await boot.StartAsync("--console", "none");
        await boot.StartOfAsync("waitForSysprep", run);
        return run;
    }
}
