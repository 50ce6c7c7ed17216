using System.Diagnostics;

namespace OpenLaunch.Runner.Tests;

/// <summary>A state folder on a disk that is full: a file system of the test's own, of one page that is taken.</summary>
[EachProgram]
public sealed class FullDisk : IDisposable
{
    private readonly StateFolder state = new();

    // A serial port does not care for the disk.
    private readonly StateFolder other = new();

    public void Dispose()
    {
        state.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task A_boot_with_a_full_state_folder_brings_routes_and_Ready_and_says_what_is_not_kept()
    {
        var result = await RunOnFullDiskAsync("run", "--simulate", "--json", "--state", state.Path, "--console", other.At("console.log"));

        Assert.Equal(1, result.ExitCode);
        using var report = RunReport.Of(result);
        Assert.Equal(("done", "done"), (report.OutcomeOf("addRoutes"), report.OutcomeOf("announceReady")));
        Assert.StartsWith("not run: the journal cannot be written", report.ReasonOf("setAdminAccount"), StringComparison.Ordinal);
        var told = $"warning: {state.At("machine.yml")} cannot be written";
        Assert.Single(result.Error.Split('\n'), line => line.StartsWith(told, StringComparison.Ordinal));
    }

    private async Task<ProcessResult> RunOnFullDiskAsync(params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root of a Linux mounts a file system.");
        var start = new ProcessStartInfo("unshare", [
            "--mount", "sh", "-c",
            $"mount -t tmpfs -o size=4k,mode=700 tmpfs '{state.Path}' && head -c 4096 /dev/zero > '{state.At("filling")}' && exec \"$@\"",
            "sh", .. AgentProgram.Command, .. arguments,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var token = TestContext.Current.CancellationToken;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
        await process.WaitForExitAsync(token);
        return new ProcessResult(process.ExitCode, await output, await error);
    }
}
