namespace OpenLaunch.Runner.Tests;

/// <summary>Programs of user data that end the agent that runs them, as a restart that a script makes itself does.</summary>
[EachProgram]
public sealed class SelfRestartTests : IDisposable
{
    private readonly StateFolder state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task A_program_that_never_lets_the_run_end_is_given_up_after_three_boots_and_what_is_behind_it_runs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs are of Unix.");
        await File.WriteAllTextAsync(state.At("plan.yml"), "version: 1\nsteps:\n  - step: runUserData\n  - step: announceReady\n", Token);
        // The program's parent is the agent.
        await File.WriteAllTextAsync(state.At("user-data.yml"), $$"""
            version: 1.1
            tasks:
            - task: executeProgram
              inputs:
              - { frequency: once, path: /bin/sh, arguments: ['-c', 'echo ran >> {{state.At("count")}}; kill -9 $PPID; sleep 1'] }
              - { frequency: once, path: /bin/sh, arguments: ['-c', 'echo behind >> {{state.At("behind")}}'] }
            """, Token);
        for (var boot = 1; boot <= 3; boot++)
        {
            Assert.Equal(137, (await BootAsync()).ExitCode);
            var status = await OpenLaunchProcess.RunAsync("status", "--state", state.Path);
            Assert.Contains($"in the program 1 of 2 (sh), attempt {boot} of 3", status.Output, StringComparison.Ordinal);
        }

        using var given = RunReport.Of(await BootAsync("--json"));
        Assert.StartsWith(
            "The program 1 of 2 (sh) was interrupted 3 times in a row", given.ReasonOf("runUserData"), StringComparison.Ordinal);
        Assert.Equal("done", given.OutcomeOf("announceReady"));
        for (var boot = 5; boot <= 6; boot++)
        {
            using var later = RunReport.Of(await BootAsync("--json"));
            Assert.Equal("done", later.Outcome);
        }

        Assert.Equal("ran\nran\nran\n", await File.ReadAllTextAsync(state.At("count"), Token));
        Assert.Equal("behind\n", await File.ReadAllTextAsync(state.At("behind"), Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<ProcessResult> BootAsync(params string[] options) => OpenLaunchProcess.RunAsync([
        "run", "--simulate", "--execute-scripts", "--user-data", state.At("user-data.yml"), "-c", state.At("plan.yml"),
        "--state", state.Path, "--console", state.At("console.log"), .. options]);
}
