namespace OpenLaunch.Runner.Tests.Starts;

/// <summary>What <c>-Schedule</c> of InitializeDisks.ps1, SendEventLogs.ps1 and SendWindowsIsReady.ps1 asks for.</summary>
[EachProgram]
public sealed class ScheduledStepTests : IDisposable
{
    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_step_of_each_start_runs_at_starts_that_have_nothing_else_to_do()
    {
        await CallAsync(0, "run", "--simulate");
        var set = await CallAsync(0, "schedule", "--step", "announceReady", "--simulate");
        await CallAsync(0, "schedule", "--step", "initializeVolume", "--input", "initialize=all", "--simulate");
        var told = await CallAsync(0, "schedule", "--simulate");

        var start = await CallAsync(0, "run", "--simulate", "--restart");
        var again = await CallAsync(0, "run", "--simulate", "--restart");

        Assert.StartsWith("run announceReady at each start", set.Output, StringComparison.Ordinal);
        Assert.Contains("At each start too: initializeVolume initialize=all", told.Output, StringComparison.Ordinal);
        Assert.Matches(@"announceReady +done", start.Output + start.Error);
        Assert.Contains("Message: Windows is Ready to use", again.Output + again.Error, StringComparison.Ordinal);
        Assert.Matches(@"scheduled-initializeVolume +(done|skipped +no disk)", again.Output + again.Error);
        Assert.Matches(@"setAdminAccount +skipped", again.Output + again.Error);
    }

    [Fact]
    public async Task Commands_at_once_that_write_the_same_files_all_succeed_and_one_of_them_counts()
    {
        await CallAsync(0, "run", "--simulate");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            CallAsync(0, "schedule", number % 2 == 0 ? "--per-boot" : "--per-instance", "--simulate")));

        Assert.Matches("^per (boot|instance)", (await CallAsync(0, "schedule", "--simulate")).Output);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.new", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Steps_that_are_scheduled_at_once_are_all_kept()
    {
        await CallAsync(0, "run", "--simulate");
        string[] steps = ["announceReady", "setTimeSource", "addRoutes", "extendRootPartition", "keepMonitorOn", "activateWindows"];

        await Task.WhenAll(steps.Select(step => CallAsync(0, "schedule", "--step", step, "--simulate")));

        var told = (await CallAsync(0, "schedule", "--simulate")).Output;
        Assert.All(steps, step => Assert.Contains($"At each start too: {step}", told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_start_has_none_left()
    {
        await CallAsync(0, "run", "--simulate");
        await CallAsync(0, "schedule", "--step", "announceReady", "--simulate");
        await CallAsync(0, "unschedule", "--simulate");
        await CallAsync(0, "schedule", "--per-instance", "--simulate");

        Assert.DoesNotContain(
            "announceReady", (await CallAsync(0, "schedule", "--simulate")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--step", "noSuchStep")]
    [InlineData("--step", "announceReady", "--input", "a=b")]
    [InlineData("--input", "a=b")]
    [InlineData("--step", "announceReady", "--per-boot")]
    public async Task What_no_start_could_run_is_refused(params string[] options) =>
        await CallAsync(64, ["schedule", .. options, "--simulate"]);

    [Theory]
    [InlineData("\"announceReady\"", "\"noSuchStep\"")]
    [InlineData("\"inputs\": []", "\"inputs\": [\"x\"]")]
    public async Task A_start_goes_on_without_one_that_nobody_could_run_and_says_so(string written, string other)
    {
        await CallAsync(0, "run", "--simulate");
        await CallAsync(0, "schedule", "--step", "announceReady", "--simulate");
        var file = folder.At("schedule.json");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains(written, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            file, text.Replace(written, other, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var start = await CallAsync(0, "run", "--simulate", "--restart");

        Assert.Contains("The steps that are scheduled for each start do not run: ", start.Output + start.Error, StringComparison.Ordinal);
        Assert.Matches(@"addRoutes +done", start.Output + start.Error);
    }

    private async Task<ProcessResult> CallAsync(int code, params string[] arguments)
    {
        var result = await OpenLaunchProcess.RunAsync([.. arguments, "--state", folder.Path]);
        Assert.True(result.ExitCode == code, $"{result.ExitCode}: {result.Output}{result.Error}");
        return result;
    }
}
