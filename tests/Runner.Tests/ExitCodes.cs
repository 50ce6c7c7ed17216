using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Runner.Tests;

[EachProgram]
public sealed class ExitCodes : IDisposable
{
    private readonly StateFolder state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task A_bad_configuration_runs_nothing_lists_every_error_and_says_so_on_the_console()
    {
        var plan = state.At("plan.yml");
        await File.WriteAllTextAsync(
            plan,
            "version: 1\nsteps:\n  - step: addRoute\n  - step: setHostName\n    inputs: { formt: v1 }\n",
            TestContext.Current.CancellationToken);

        var result = await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path, "-c", plan);

        Assert.Equal(78, result.ExitCode);
        Assert.Contains($"{plan}:3:11: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("'addRoutes'", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{plan}:5:15: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("'format'", result.Error, StringComparison.Ordinal);
        Assert.Contains("The OpenLaunch configuration is not valid, so nothing was run.", state.ConsoleText, StringComparison.Ordinal);
        Assert.Single(state.ConsoleText.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("(1 of 2 errors; openlaunch status tells all)", state.ConsoleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_boot_that_was_refused_is_what_status_and_the_log_tell_until_the_next_one_runs()
    {
        var plan = state.At("plan.yml");
        string[] run = ["run", "--simulate", "--state", state.Path, "-c", plan];
        await WriteAsync("  - step: announceReady\n");
        Assert.Equal(0, (await OpenLaunchProcess.RunAsync(run)).ExitCode);
        await WriteAsync("  - step: addRoute\n  - step: announceReady\n    inputs: { formt: v1 }\n");
        Assert.Equal(78, (await OpenLaunchProcess.RunAsync(run)).ExitCode);

        var refused = await OpenLaunchProcess.RunAsync("status", "--state", state.Path);
        var json = await OpenLaunchProcess.RunAsync("status", "--state", state.Path, "--json");

        Assert.Equal((1, 1), (refused.ExitCode, json.ExitCode));
        Assert.StartsWith("refused: nothing was run at ", refused.Output, StringComparison.Ordinal);
        var log = await File.ReadAllTextAsync(state.At(Path.Combine("log", "openlaunch.log")), TestContext.Current.CancellationToken);
        Assert.All([refused.Output, json.Output, log], text =>
        {
            Assert.Contains($"{plan}:3:11: step: there is no step 'addRoute'", text, StringComparison.Ordinal);
            Assert.Contains($"{plan}:5:15: ", text, StringComparison.Ordinal);
        });

        await WriteAsync("  - step: announceReady\n");
        Assert.Equal(0, (await OpenLaunchProcess.RunAsync(run)).ExitCode);
        Assert.StartsWith("ok: ", (await OpenLaunchProcess.RunAsync("status", "--state", state.Path)).Output, StringComparison.Ordinal);

        Task WriteAsync(string steps) =>
            File.WriteAllTextAsync(plan, $"version: 1\nsteps:\n{steps}", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_configuration_is_read_through_a_pipe()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /dev/stdin.");
        using var process = OpenLaunchProcess.Start("validate", "--config", "/dev/stdin");
        await process.StandardInput.WriteAsync("version: 1\nsteps:\n  - step: announceReady\n");
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task A_second_run_beside_the_first_is_refused_and_told_who_holds_the_lock()
    {
        using var first = await RunSession.OpenAsync(state.Path, TimeProvider.System, TestContext.Current.CancellationToken);

        var result = await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path);

        Assert.Equal(75, result.ExitCode);
        Assert.Contains(first.RunId, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(state.At("machine.yml")));
    }

    [Theory]
    [InlineData("run", "--no-such-option")]
    [InlineData("run", "--simulate", "--only", "noSuchEntry")]
    [InlineData("run", "--simulate", "--imds", "ftp://example")]
    [InlineData("run", "--simulate=no-such-file.yml")]
    [InlineData("run", "--simulate", "--state", "")]
    [InlineData("status", "--state", "")]
    [InlineData("run", "--simulate", "--only", "")]
    [InlineData("run", "--simulate", "--only", " , ")]
    [InlineData("run", "--simulate", "--console", "")]
    [InlineData("no-such-verb")]
    public async Task Wrong_usage_is_64(params string[] arguments)
    {
        var result = await OpenLaunchProcess.RunAsync([.. arguments, "--state", state.Path]);

        Assert.Equal(64, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_step_is_1_and_the_rest_of_the_plan_runs()
    {
        var machine = state.At("without-accounts.yml");
        await File.WriteAllTextAsync(
            machine,
            "computerName: A\nadapters:\n"
            + "  - { index: 2, name: E, description: E, ipv4: [10.0.0.9/24], gateways: [10.0.0.1], metric: 5 }\n"
            + "disks: [{ number: 0, size: 30GiB, partitions: [{ number: 1, start: 1MiB, size: 29GiB, letter: C, fileSystem: NTFS }] }]\n",
            TestContext.Current.CancellationToken);

        var result = await OpenLaunchProcess.RunAsync("run", $"--simulate={machine}", "--state", state.Path, "--json");
        using var report = RunReport.Of(result);

        Assert.Equal((1, "failed"), (result.ExitCode, report.OutcomeOf("setAdminAccount")));
        Assert.Equal("done", report.OutcomeOf("announceReady"));
    }

    [Fact]
    public async Task Status_tells_never_ran_ok_running_and_interrupted_apart()
    {
        Assert.Equal(5, (await StatusAsync()).ExitCode);
        await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path);
        Assert.Equal(0, (await StatusAsync()).ExitCode);

        var journal = state.At(JournalFile.FileName);
        var lines = await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(journal, lines[..3], TestContext.Current.CancellationToken);
        var interrupted = await StatusAsync();
        Assert.Equal(3, interrupted.ExitCode);
        Assert.Contains("interrupted", interrupted.Output, StringComparison.Ordinal);

        using var running = await RunSession.OpenAsync(state.Path, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(2, (await StatusAsync()).ExitCode);
    }

    private Task<ProcessResult> StatusAsync() => OpenLaunchProcess.RunAsync("status", "--state", state.Path);
}
