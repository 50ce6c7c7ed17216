using System.Diagnostics;
using System.Text.Json;

namespace OpenLaunch.Runner.Tests;

/// <summary>Who looks on, and the disk that records, cannot end a boot.</summary>
[EachProgram]
public sealed class Observers : IDisposable
{
    private readonly StateFolder state = new();
    private readonly StateFolder other = new();

    public Observers() => Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full and a shell");

    public void Dispose()
    {
        state.Dispose();
        other.Dispose();
    }

    [Theory]
    [InlineData("2>/dev/full")]
    [InlineData("2>&-")]
    [InlineData(">/dev/full")]
    [InlineData(">/dev/full 2>&1")]
    public async Task Outputs_that_are_full_or_closed_leave_the_exit_code_of_the_plan(string redirection)
    {
        Assert.Equal(0, await ShellAsync($"run --simulate --json --state '{state.Path}' {redirection}"));

        Assert.Contains("Windows is Ready to use", state.ConsoleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_printed_is_no_fault_of_the_journal_and_no_fault_of_the_program()
    {
        Assert.Equal(0, await ShellAsync($"run --simulate --json --state '{state.Path}' >/dev/null"));

        Assert.Equal(1, await ShellAsync($"status --json --state '{state.Path}' >/dev/full 2>'{other.At("said")}'"));

        var said = await File.ReadAllTextAsync(other.At("said"), TestContext.Current.CancellationToken);
        Assert.Contains("No space left", said, StringComparison.Ordinal);
        Assert.DoesNotContain("journal", said, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of openlaunch", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_console_that_cannot_be_written_fails_what_must_be_read_there_and_nothing_else()
    {
        var result = await OpenLaunchProcess.RunAsync(
            "run", "--simulate", "--json", "--state", state.Path, "--console", "/dev/null/no/such/console");

        var outcomes = Outcomes(result.Output);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("failed", outcomes["setAdminAccount"]);
        Assert.All(
            ["waitForSysprep", "addRoutes", "waitForMetadata", "showInstanceInfo", "extendRootPartition"],
            name => Assert.Equal("done", outcomes[name]));
        Assert.Contains("The instance console cannot be written", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_is_wrong_is_still_78_when_the_console_cannot_be_told()
    {
        await File.WriteAllTextAsync(state.At("plan.yml"), "version: 1\nsteps: [{ step: nonsense }]\n", TestContext.Current.CancellationToken);

        var result = await OpenLaunchProcess.RunAsync(
            "run", "--simulate", "--state", state.Path, "--config", state.At("plan.yml"), "--console", "/dev/null/no");

        Assert.Equal(78, result.ExitCode);
    }

    [Fact]
    public async Task A_full_disk_under_journal_lock_and_log_leaves_routes_and_ready()
    {
        var result = await RunOnFullDiskAsync("journal.ndjson", "run.holder", "log/openlaunch.log");

        var outcomes = Outcomes(result.Output);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(("done", "done"), (outcomes["addRoutes"], outcomes["announceReady"]));
        Assert.Equal("failed", outcomes["setAdminAccount"]);
        Assert.Contains("this run is not recorded", result.Error, StringComparison.Ordinal);
        Assert.Contains("OpenLaunch could not record its run", state.ConsoleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_unwritable_journal_no_script_of_user_data_runs_at_any_boot()
    {
        await File.WriteAllTextAsync(state.At("ud"), "<script>\necho ran\n</script>\n", TestContext.Current.CancellationToken);

        for (var boot = 0; boot < 2; boot++)
        {
            var result = await RunOnFullDiskAsync("journal.ndjson");
            Assert.Equal("failed", Outcomes(result.Output)["runUserData"]);
        }

        Assert.DoesNotContain("scripts:", state.MachineText, StringComparison.Ordinal);
        var recorded = await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path, "--user-data", state.At("ud"));
        Assert.Equal(0, recorded.ExitCode);
        Assert.Contains("scripts:", state.MachineText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_cannot_be_opened_is_told_of_and_changes_nothing_else()
    {
        await File.WriteAllTextAsync(state.At("log"), "a file where the folder should be", TestContext.Current.CancellationToken);

        var result = await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("cannot be written", result.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Outcomes(string json) => JsonDocument.Parse(json).RootElement
        .GetProperty("steps").EnumerateArray()
        .ToDictionary(step => step.GetProperty("name").GetString()!, step => step.GetProperty("outcome").GetString()!);

    /// <summary>
    /// A boot during which these files take no byte more: each is on a full file system of one page, in a mount namespace of the
    /// boot's own.
    /// </summary>
    private async Task<ProcessResult> RunOnFullDiskAsync(params string[] files)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root for a mount namespace");
        Directory.CreateDirectory(state.At("log"));
        var full = other.At("full");
        Directory.CreateDirectory(full);
        var disk = $"umask 077 && mount -t tmpfs -o size=4k,mode=700 tmpfs '{full}'";
        var mounts = files.Index().Select(file =>
            $"touch '{state.At(file.Item)}' '{full}/{file.Index}' && mount --bind '{full}/{file.Index}' '{state.At(file.Item)}'");
        var filling = $"head -c 4096 /dev/zero > '{full}/filling'";
        var userData = File.Exists(state.At("ud")) ? $"--user-data '{state.At("ud")}'" : "";
        using var shell = Process.Start(new ProcessStartInfo("unshare", [
            "--mount", "sh", "-c",
            $"{string.Join(" && ", [disk, .. mounts, filling])} && exec {AgentProgram.Quoted} run --simulate --json --state '{state.Path}' {userData}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProcessResult(shell.ExitCode, output, await error);
    }

    private static async Task<int> ShellAsync(string arguments)
    {
        using var shell = Process.Start("sh", ["-c", $"{AgentProgram.Quoted} {arguments}"]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return shell.ExitCode;
    }
}
