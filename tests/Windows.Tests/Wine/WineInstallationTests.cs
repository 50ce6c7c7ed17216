namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineInstallationTests(WineMachine machine)
{
    private const string Events = @"HKLM\SYSTEM\CurrentControlSet\Services\EventLog\OpenLaunch\OpenLaunch";
    private const string Path = @"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment";

    private const string Installed = @"C:\Program Files\OpenLaunch\openlaunch.exe";

    private string ProgramFolder => System.IO.Path.Combine(machine.DriveC, "Program Files", "OpenLaunch");

    private string DataFolder => System.IO.Path.Combine(machine.DriveC, "ProgramData", "OpenLaunch");

    [Fact]
    public async Task What_is_installed_is_all_removed_again_but_the_logs()
    {
        await machine.DemandAsync();
        await DoneAsync("install", "--service", "--shims");
        Assert.True(File.Exists(System.IO.Path.Combine(ProgramFolder, "openlaunch.exe")));
        Assert.True(File.Exists(System.IO.Path.Combine(DataFolder, "config", "openlaunch.yml")));
        var shims = System.IO.Path.Combine(machine.DriveC, "ProgramData", "Amazon", "EC2-Windows", "Launch");
        Assert.True(File.Exists(System.IO.Path.Combine(shims, "Scripts", "InitializeInstance.ps1")));
        Assert.True(File.Exists(System.IO.Path.Combine(shims, "Module", "Ec2Launch.psd1")));
        Assert.NotNull(await machine.RegistryAsync(Events, "EventMessageFile"));
        Assert.Contains("OpenLaunch", await machine.RegistryAsync(Path, "Path"), StringComparison.Ordinal);
        var start = await machine.RunAsync("net", "start", "OpenLaunch");
        Assert.True(start.ExitCode == 0, start.ToString());
        await machine.RunAsync("net", "stop", "OpenLaunch");

        await DoneAsync("uninstall", "--purge");
        Assert.False(Directory.Exists(ProgramFolder));
        Assert.False(Directory.Exists(shims));
        Assert.Equal(
            [System.IO.Path.Combine(DataFolder, "log")], Directory.EnumerateFileSystemEntries(DataFolder));
        Assert.Null(await machine.RegistryAsync(Events, "EventMessageFile"));
        Assert.DoesNotContain(
            "OpenLaunch", await machine.RegistryAsync(Path, "Path") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_operator_put_there_outlives_the_agent_unless_it_is_purged()
    {
        await machine.DemandAsync();
        await DoneAsync("install");
        string[] kept =
        [
            System.IO.Path.Combine(DataFolder, "config", "openlaunch.yml"),
            System.IO.Path.Combine(DataFolder, "config", "steps", "Contoso.CheckDisk.dll"),
            System.IO.Path.Combine(DataFolder, "state", "journal.ndjson"),
        ];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(kept[1])!);
        foreach (var file in kept)
            await File.WriteAllTextAsync(file, "the operator's\n", TestContext.Current.CancellationToken);
        await DoneAsync("uninstall");
        Assert.False(Directory.Exists(ProgramFolder));
        Assert.All(kept, file => Assert.Equal("the operator's\n", File.ReadAllText(file)));
        await DoneAsync("uninstall", "--purge");
        Assert.All(kept, file => Assert.False(File.Exists(file)));
    }

    [Fact]
    public async Task A_dry_run_of_the_installation_leaves_no_trace()
    {
        await machine.DemandAsync();
        var result = await machine.OpenLaunchAsync("install", "--dry-run");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("would schedule openlaunch for each start: on a new instance the whole plan", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(ProgramFolder));
    }

    [Fact]
    public async Task A_configuration_that_others_can_write_is_refused_before_anything_runs()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, "  - step: announceReady\n");
        using var run = await boot.StartStrictlyAsync("--console", "none");
        var refused = await run.EndAsync();
        Assert.True(refused.ExitCode == 78, refused.ToString());
        Assert.Contains("can be altered by", refused.Errors, StringComparison.Ordinal);
        Assert.Equal("refused", Assert.Single(await boot.JournalAsync()).Text("kind"));
    }

    [Fact]
    public async Task The_installation_schedules_each_start_and_leaves_what_was_scheduled_otherwise()
    {
        await machine.DemandAsync();
        await DoneAsync("install");
        Assert.Empty(await ChangesOfAsync("enabled"));
        Assert.Contains("\"perInstance\"", await ScheduleAsync(), StringComparison.Ordinal);
        Assert.StartsWith("per instance", (await machine.OpenLaunchAsync("schedule")).Output, StringComparison.Ordinal);

        await DoneAsync("schedule", "--never");
        await DoneAsync("install");
        Assert.Empty(await ChangesOfAsync("disabled"));
        Assert.Contains("\"never\"", await ScheduleAsync(), StringComparison.Ordinal);
        await DoneAsync("uninstall", "--purge");
    }

    [Fact]
    public async Task What_is_scheduled_keeps_the_boot_task_enabled_until_it_is_unscheduled()
    {
        await machine.DemandAsync();
        await DoneAsync("schedule", "--once");
        Assert.Empty(await ChangesOfAsync("enabled"));
        await DoneAsync("install");
        Assert.Empty(await ChangesOfAsync("enabled"));
        await DoneAsync("unschedule");
        Assert.Empty(await ChangesOfAsync("disabled"));
        Assert.NotEmpty(await ChangesOfAsync("enabled"));
        await DoneAsync("uninstall", "--purge");
    }

    [Fact]
    public async Task An_update_replaces_all_files_although_a_run_holds_some_and_the_next_start_removes_the_old_ones()
    {
        await machine.DemandAsync();
        await DoneAsync("install");
        var marked = System.IO.Path.Combine(ProgramFolder, "LICENSE.txt");
        await File.WriteAllTextAsync(marked, "an older version", TestContext.Current.CancellationToken);
        await machine.SetImageStateAsync("IMAGE_STATE_UNDEPLOYABLE");
        await using (var boot = new WineBoot(machine, "  - step: waitForSysprep\n"))
        {
            using var run = machine.StartProgram([Installed, "run", "--console", "none", .. boot.Arguments]);
            await boot.StartOfAsync("waitForSysprep", run);
            await DoneAsync("install");
            Assert.NotEqual("an older version", await File.ReadAllTextAsync(marked, TestContext.Current.CancellationToken));
            Assert.False(Directory.Exists(ProgramFolder + ".next"));
            await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
            var ended = await run.EndAsync();
            Assert.True(ended.ExitCode == 0, ended.ToString());
        }

        await using (var boot = new WineBoot(machine, "  - step: waitForSysprep\n"))
        {
            var next = await machine.RunAsync([Installed, "run", "--console", "none", .. boot.Arguments]);
            Assert.True(next.ExitCode == 0, next.ToString());
        }

        Assert.False(Directory.Exists(ProgramFolder + ".old"));
        await DoneAsync("uninstall", "--purge");
    }

    private Task<string> ScheduleAsync() => File.ReadAllTextAsync(
        System.IO.Path.Combine(DataFolder, "state", "schedule.json"), TestContext.Current.CancellationToken);

    /// <summary>What a run would still have to change for the boot task to stand so.</summary>
    private async Task<IEnumerable<string>> ChangesOfAsync(string state)
    {
        await using var boot = new WineBoot(machine, $"  - step: registerBootTask\n    inputs: {{ state: {state} }}\n");
        return (await boot.RunAsync("--dry-run")).ChangesOf("registerBootTask");
    }

    private async Task DoneAsync(params string[] arguments)
    {
        var result = await machine.OpenLaunchAsync(arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
