using System.Text.Json;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Tests.Starts;

/// <summary><c>status</c> tells of this start of Windows, by its word and by its exit code.</summary>
[EachProgram]
public sealed class StatusTests : IDisposable
{
    private readonly SimulatedInstance instance = SimulatedInstance.Launch("i-0aaaaaaaaaaaaaaaa");

    public void Dispose() => instance.Dispose();

    [Fact]
    public async Task Before_the_first_run_it_never_ran()
    {
        await ExpectAsync(5, "neverRan", "never ran");
    }

    [Fact]
    public async Task A_start_that_has_not_run_yet_is_pending_and_one_that_ran_is_not()
    {
        await instance.ScheduleAsync("--per-instance");
        using (await instance.RestartAsync())
            await ExpectAsync(0, "ok", "ok: run ");

        instance.Alter(machine => machine.BootId++);
        await ExpectAsync(2, "pending", "pending: Windows has started");

        using (await instance.RestartAsync())
            await ExpectAsync(0, "ok", "ok: run ");
    }

    [Fact]
    public async Task A_start_at_which_nothing_was_to_do_is_not_waited_for()
    {
        await instance.ScheduleAsync("--per-instance");
        var plan = Path.Combine(instance.State, "plan.yml");
        await File.WriteAllTextAsync(
            plan, "version: 1\nsteps:\n  - step: announceReady\n", TestContext.Current.CancellationToken);
        using (await instance.RestartAsync("-c", plan))
        using (var later = await instance.RestartAsync("-c", plan))
            Assert.Empty(later.Names);

        var status = await ExpectAsync(0, "ok", "ok: run ");

        Assert.Contains("nothing was to do at this start", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_of_another_machine_says_nothing_of_this_one()
    {
        using (await instance.RestartAsync())
        using (var clone = instance.Clone("i-0bbbbbbbbbbbbbbbb", subnet: 2))
        {
            var status = await clone.StatusAsync();

            Assert.Equal(5, status.ExitCode);
            Assert.StartsWith(
                "never ran (the journal is that of another machine, i-0aaaaaaaaaaaaaaaa)", status.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_last_repair_is_told_beside_the_boot()
    {
        using (await instance.RestartAsync())
            instance.Move(subnet: 2);
        Assert.Equal(0, (await instance.CallAsync("repair", "--simulate")).ExitCode);

        var status = await ExpectAsync(0, "ok", "ok: run ");

        Assert.Matches(@"last repair: done at \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ, 1[0-9] changes", status);
    }

    [Fact]
    public async Task A_wait_speaks_and_says_when_its_time_is_over()
    {
        using var session = await RunSession.OpenAsync(instance.State, TimeProvider.System, TestContext.Current.CancellationToken);

        var waited = await instance.StatusAsync("--wait", "--timeout", "3s");

        Assert.Equal(2, waited.ExitCode);
        Assert.StartsWith("waiting: running: a run that has recorded nothing yet", waited.Error, StringComparison.Ordinal);
        Assert.Contains("The time to wait (3s) is over.", waited.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follower_is_told_each_entry_as_it_ended()
    {
        using (await instance.RestartAsync())
        {
            var followed = await instance.StatusAsync("--follow", "--timeout", "3s");

            Assert.Equal(0, followed.ExitCode);
            Assert.Matches(@"(?m)^\d{8}T\d{6}Z-\w+  addRoutes +done ", followed.Error);
            Assert.Matches(@"(?m)^\d{8}T\d{6}Z-\w+  setHostName +skipped ", followed.Error);
        }
    }

    [Fact]
    public async Task Of_a_run_that_is_to_be_quiet_only_what_failed_is_told_and_of_one_that_is_verbose_the_log()
    {
        var quiet = await instance.CallAsync("run", "--simulate", "--quiet");
        var verbose = await instance.CallAsync("run", "--simulate", "--verbose");
        var plan = Path.Combine(instance.State, "plan.yml");
        await File.WriteAllTextAsync(
            plan, "version: 1\nmetadata: { timeout: 1s }\nsteps:\n  - step: waitForMetadata\n", TestContext.Current.CancellationToken);
        var failed = await instance.CallAsync("run", "--simulate", "-q", "-c", plan, "--imds", "http://127.0.0.1:9");
        var both = await instance.CallAsync("run", "--simulate", "-q", "-v");

        Assert.Equal((0, "", ""), (quiet.ExitCode, quiet.Output, quiet.Error));
        Assert.Matches(@"(?m)^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z Information: addRoutes is done after", verbose.Error);
        Assert.Equal(64, both.ExitCode);
        Assert.Contains("exclude each other", both.Error, StringComparison.Ordinal);
        Assert.Equal(1, failed.ExitCode);
        Assert.StartsWith("waitForMetadata failed: ", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_may_not_read_the_journal_is_told_from_the_agents_summary()
    {
        await instance.ScheduleAsync("--per-instance");
        using (await instance.RestartAsync())
            Assert.True(File.Exists(Path.Combine(instance.State, "log", "status.json")));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(instance.State, UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

        var asRoot = await instance.StatusAsync("--json");
        var asUser = await OpenLaunchProcess.RunAsOrdinaryAsync("status", "--json", "--state", instance.State);

        Assert.Contains("Only administrators can read", asUser.Error, StringComparison.Ordinal);
        Assert.Equal((asRoot.ExitCode, asRoot.Output), (asUser.ExitCode, asUser.Output));
        instance.Alter(machine => machine.BootId++);
        Assert.Equal(2, (await OpenLaunchProcess.RunAsOrdinaryAsync("status", "--state", instance.State)).ExitCode);
    }

    private async Task<string> ExpectAsync(int code, string word, string headline)
    {
        var (text, json) = (await instance.StatusAsync(), await instance.StatusAsync("--json"));
        Assert.Equal((code, code), (text.ExitCode, json.ExitCode));
        Assert.StartsWith(headline, text.Output, StringComparison.Ordinal);
        Assert.Equal(word, JsonDocument.Parse(json.Output).RootElement.GetProperty("status").GetString());
        return text.Output;
    }
}
