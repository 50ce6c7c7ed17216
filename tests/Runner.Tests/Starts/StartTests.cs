namespace OpenLaunch.Runner.Tests.Starts;

/// <summary>What the program runs at starts of a simulated Windows, in each of the four wishes.</summary>
[EachProgram]
public sealed class StartTests : IDisposable
{
    private const string Id = "i-0aaaaaaaaaaaaaaaa";

    private readonly List<SimulatedInstance> instances = [];

    public void Dispose() => instances.ForEach(instance => instance.Dispose());

    [Fact]
    public async Task With_the_default_installation_the_six_routes_are_back_after_a_restart()
    {
        var instance = await SetUpAsync();

        using var start = await instance.RestartAsync();

        Assert.Equal(("done", Id), (start.Outcome, start.InstanceId));
        Assert.Equal(7, start.Changes.Count);
        Assert.Equal(start.Changes, start.ChangesOf("addRoutes"));
        Assert.Equal("done on this instance, and scheduled per instance", start.ReasonOf("announceReady"));
        Assert.Equal(1, instance.ReadyLines);
        Assert.Equal("enabled", instance.Machine.BootTask);
        Assert.Contains("scheduled: per instance", (await instance.StatusAsync()).Output, StringComparison.Ordinal);
        var doctor = await instance.DoctorAsync();
        Assert.True(doctor.ExitCode == 0, doctor.Output);
        Assert.Contains("runs at the next start (scheduled: per instance)", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_never_the_routes_are_not_back_and_doctor_says_so()
    {
        var instance = await SetUpAsync();
        await instance.ScheduleAsync("--never");

        var start = await instance.CallAsync("run", "--simulate", "--restart");

        Assert.Equal((0, ""), (start.ExitCode, start.Output));
        Assert.Contains("so nothing ran (scheduled: never)", start.Error, StringComparison.Ordinal);
        Assert.Empty(instance.Gateways);
        var doctor = await instance.DoctorAsync();
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("The boot task is disabled (scheduled: never)", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("has no route of its own", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_is_the_next_start_and_no_other()
    {
        var instance = await SetUpAsync();
        await instance.ScheduleAsync("--once");

        using var start = await instance.RestartAsync();
        Assert.Equal((2, "disabled"), (instance.ReadyLines, instance.Machine.BootTask));
        using var later = await instance.RestartAsync();

        Assert.Empty(later.Names);
        Assert.Empty(instance.Gateways);
    }

    [Fact]
    public async Task Per_boot_is_the_whole_plan_at_each_start()
    {
        var instance = await SetUpAsync();
        await instance.ScheduleAsync("--per-boot");

        for (var ready = 2; ready <= 3; ready++)
        {
            using var start = await instance.RestartAsync();
            Assert.StartsWith("done once for this instance", start.ReasonOf("setAdminAccount"), StringComparison.Ordinal);
            Assert.Equal((ready, "enabled"), (instance.ReadyLines, instance.Machine.BootTask));
        }
    }

    [Fact]
    public async Task A_start_that_finds_nothing_to_do_asks_nobody_and_writes_nothing()
    {
        var instance = await SetUpAsync();
        var journal = await File.ReadAllBytesAsync(Path.Combine(instance.State, "journal.ndjson"), Token);

        // Nobody listens there: a request would fail the start, or last for minutes.
        var start = await instance.CallAsync("run", "--simulate", "--scheduled", "--imds", "http://127.0.0.1:9");

        Assert.Equal((0, ""), (start.ExitCode, start.Output));
        Assert.StartsWith("Nothing to do at this start", start.Error, StringComparison.Ordinal);
        Assert.Equal(journal, await File.ReadAllBytesAsync(Path.Combine(instance.State, "journal.ndjson"), Token));
        Assert.Equal(1, instance.ReadyLines);
    }

    [Fact]
    public async Task What_asks_to_run_always_runs_at_each_start_beside_the_network()
    {
        var plan = """
            version: 1
            steps:
              - step: addRoutes
              - step: waitForMetadata
              - step: showInstanceInfo
                frequency: always
              - step: executeScript
                name: each
                inputs: [{ frequency: always, type: batch, content: echo each }]
              - step: executeScript
                name: first
                inputs: [{ frequency: once, type: batch, content: echo first }]
              - step: announceReady
              - step: runUserData
            """;
        var instance = Launch("<script>echo data</script>\n<persist>true</persist>");
        var file = Path.Combine(instance.State, "plan.yml");
        await File.WriteAllTextAsync(file, plan, Token);
        using var first = await instance.RestartAsync("-c", file);
        Assert.Equal("done", first.Outcome);

        using var second = await instance.RestartAsync("-c", file);

        Assert.Equal(
            ["addRoutes", "showInstanceInfo", "each", "runUserData"],
            second.Names.Where(name => second.OutcomeOf(name) == "done"));
        Assert.Equal(5, instance.Machine.Scripts.Count);
    }

    [Fact]
    public async Task An_entry_that_failed_or_was_never_reached_is_made_up_for_at_the_next_start()
    {
        var instance = Launch();
        var file = Path.Combine(instance.State, "plan.yml");
        await File.WriteAllTextAsync(
            file,
            "version: 1\nsteps:\n  - step: addRoutes\n    onError: stop\n    inputs: { waitForAdapter: 0s }\n  - step: announceReady\n",
            Token);
        instance.Alter(state => state.Adapters[0].Gateways = []);
        using var first = await instance.RestartAsync("-c", file);
        Assert.Equal(("failed", 0), (first.Outcome, instance.ReadyLines));

        instance.Move(4);
        using var second = await instance.RestartAsync("-c", file);

        Assert.Equal(("done", 1), (second.Outcome, instance.ReadyLines));
    }

    [Fact]
    public async Task A_restart_without_simulation_is_refused_with_the_reason()
    {
        var result = await OpenLaunchProcess.RunAsync("run", "--restart");

        Assert.Equal(64, result.ExitCode);
        Assert.Contains("--restart goes with --simulate", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_of_a_restart_tells_what_the_start_would_do_and_leaves_every_byte()
    {
        var instance = await SetUpAsync();
        var before = Snapshot(instance.State);

        using var start = await instance.RestartAsync("--dry-run");

        Assert.Equal(7, start.ChangesOf("addRoutes").Count);
        Assert.Equal(before, Snapshot(instance.State));
    }

    [Fact]
    public async Task Schedule_says_what_is_set_and_refuses_two_wishes()
    {
        var instance = await SetUpAsync();
        var told = await instance.CallAsync("schedule");
        Assert.Equal(0, told.ExitCode);
        Assert.StartsWith("per instance\n", told.Output, StringComparison.Ordinal);

        await instance.ScheduleAsync("--per-boot");
        var json = await instance.CallAsync("schedule", "--json");
        Assert.Equal("{\"schema\":1,\"schedule\":\"perBoot\",\"problem\":null,\"steps\":[]}\n", json.Output);
        Assert.Equal(0, (await instance.CallAsync("schedule", "--step", "sendEventLogs", "--simulate")).ExitCode);
        var withStep = await instance.CallAsync("schedule", "--json");
        Assert.Contains("\"steps\":[{\"step\":\"sendEventLogs\",\"inputs\":[]}]", withStep.Output, StringComparison.Ordinal);
        Assert.Contains("\"schedule\":\"perBoot\"", (await instance.StatusAsync("--json")).Output, StringComparison.Ordinal);

        var two = await instance.CallAsync("schedule", "--once", "--never", "--simulate");
        Assert.Equal(64, two.ExitCode);
        Assert.Contains("--once and --never exclude each other", two.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await instance.CallAsync("unschedule", "--simulate")).ExitCode);
        Assert.StartsWith("never\n", (await instance.CallAsync("schedule")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_schedule_is_told_everywhere_and_counts_as_per_instance()
    {
        var instance = await SetUpAsync();
        await File.WriteAllTextAsync(Path.Combine(instance.State, "schedule.json"), "{ nothing", Token);

        var start = await instance.CallAsync("run", "--simulate", "--restart");

        Assert.Contains("schedule.json, which says at which starts openlaunch runs, cannot be read", start.Error, StringComparison.Ordinal);
        Assert.Equal(6, instance.Gateways.Count());
        Assert.Equal("enabled", instance.Machine.BootTask);
        Assert.Contains("warning: ", (await instance.StatusAsync()).Output, StringComparison.Ordinal);
        Assert.Contains("The schedule cannot be read", (await instance.DoctorAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_has_become_bad_is_told_on_the_console_at_the_start()
    {
        var instance = await SetUpAsync();
        var file = Path.Combine(instance.State, "plan.yml");
        await File.WriteAllTextAsync(file, "version: 1\nsteps:\n  - step: addRoots\n", Token);

        var start = await instance.CallAsync("run", "--simulate", "--restart", "-c", file);

        Assert.Equal(78, start.ExitCode);
        Assert.Contains("configuration is not valid", instance.Console, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dictionary<string, string> Snapshot(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)));

    private SimulatedInstance Launch(string? userData = null)
    {
        var instance = SimulatedInstance.Launch(Id, userData);
        instances.Add(instance);
        return instance;
    }

    private async Task<SimulatedInstance> SetUpAsync()
    {
        var instance = Launch();
        using var first = await instance.RestartAsync();
        Assert.Equal(("done", 1), (first.Outcome, instance.ReadyLines));
        return instance;
    }
}
