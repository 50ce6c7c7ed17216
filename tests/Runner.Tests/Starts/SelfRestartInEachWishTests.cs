namespace OpenLaunch.Runner.Tests.Starts;

/// <summary>A program of user data that restarts Windows itself: it ends the agent that runs it, and Windows starts anew.</summary>
[EachProgram]
public sealed class SelfRestartInEachWishTests : IDisposable
{
    private readonly SimulatedInstance instance = SimulatedInstance.Launch("i-0aaaaaaaaaaaaaaaa");

    public void Dispose() => instance.Dispose();

    [Theory]
    [InlineData("--once", "disabled")]
    [InlineData("--per-instance", "enabled")]
    [InlineData("--per-boot", "enabled")]
    public async Task It_is_run_three_times_and_told_and_the_machine_comes_to_its_Ready_line(string wish, string bootTask)
    {
        await PrepareAsync();
        await instance.ScheduleAsync(wish);
        for (var start = 1; start <= 3; start++)
        {
            Assert.Equal(137, (await StartAsync("--restart")).ExitCode);
            Assert.Equal(0, instance.ReadyLines);
            Assert.Contains(
                $"in the program 1 of 1 (sh), attempt {start} of 3", (await instance.StatusAsync()).Output, StringComparison.Ordinal);
        }

        using var given = RunReport.Of(await StartAsync("--restart", "--json"));
        Assert.StartsWith(
            "The program 1 of 1 (sh) was interrupted 3 times in a row", given.ReasonOf("runUserData"), StringComparison.Ordinal);
        Assert.Equal((1, bootTask), (instance.ReadyLines, instance.Machine.BootTask));

        await StartAsync("--restart");
        Assert.Equal("ran\nran\nran\n", await File.ReadAllTextAsync(At("count"), Token));
    }

    [Fact]
    public async Task With_never_no_start_runs_it_again_and_who_calls_the_run_is_bounded_too()
    {
        await PrepareAsync();
        await instance.ScheduleAsync("--never");
        for (var call = 1; call <= 3; call++)
        {
            Assert.Equal(137, (await StartAsync()).ExitCode);
            Assert.Contains("so nothing ran (scheduled: never)", (await StartAsync("--restart")).Error, StringComparison.Ordinal);
            Assert.Contains(
                $"in the program 1 of 1 (sh), attempt {call} of 3", (await instance.StatusAsync()).Output, StringComparison.Ordinal);
        }

        using var given = RunReport.Of(await StartAsync("--json"));
        Assert.Equal(("failed", 1, "disabled"), (given.Outcome, instance.ReadyLines, instance.Machine.BootTask));
        Assert.Equal("ran\nran\nran\n", await File.ReadAllTextAsync(At("count"), Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string At(string name) => Path.Combine(instance.State, name);

    /// <summary>Ready comes after user data, as it does where somebody must not log on before.</summary>
    private async Task PrepareAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program is of Unix.");
        await File.WriteAllTextAsync(
            At("plan.yml"),
            "version: 1\nsteps:\n  - step: addRoutes\n  - step: runUserData\n  - step: announceReady\n  - step: registerBootTask\n", Token);
        await File.WriteAllTextAsync(At("user-data.yml"), $$"""
            version: 1.1
            tasks:
            - task: executeProgram
              inputs:
              - { frequency: once, path: /bin/sh, arguments: ['-c', 'echo ran >> {{At("count")}}; kill -9 $PPID; sleep 1'] }
            """, Token);
    }

    private Task<ProcessResult> StartAsync(params string[] options) => instance.CallAsync(
        ["run", "--simulate", "--execute-scripts", "--user-data", At("user-data.yml"), "-c", At("plan.yml"), .. options]);
}
