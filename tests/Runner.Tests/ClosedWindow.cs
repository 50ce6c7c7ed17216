using System.Diagnostics;

namespace OpenLaunch.Runner.Tests;

/// <summary>A window or an SSH session that is closed while a run is under way.</summary>
[EachProgram]
public sealed class ClosedWindow : IDisposable
{
    private readonly StateFolder state = new();

    public void Dispose() => state.Dispose();

    [Theory]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_run_whose_window_is_closed_closes_its_journal_and_leaves_no_script(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The signals are of Unix.");
        PowerShell.Demand();
        await File.WriteAllTextAsync(state.At("plan.yml"), "version: 1\nsteps:\n  - step: runUserData\n", Token);
        await File.WriteAllTextAsync(
            state.At("user-data.txt"), $"<powershell>\n'' > {state.At("started")}\nStart-Sleep 60\n</powershell>\n", Token);
        using var process = OpenLaunchProcess.StartIn(Repository.Root, [
            "run", "--simulate", "--execute-scripts", "--user-data", state.At("user-data.txt"), "-c", state.At("plan.yml"),
            "--state", state.Path,
        ]);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        while (!File.Exists(state.At("started")))
        {
            Assert.False(process.HasExited);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Token);
        }

        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
            await kill.WaitForExitAsync(Token);
        await process.WaitForExitAsync(Token);

        // More than 128 would say that the signal itself has ended it.
        Assert.True(process.ExitCode is 1, $"{process.ExitCode} {await output} {await errors}");
        Assert.Contains("\"kind\":\"end\"", (await File.ReadAllLinesAsync(state.At("journal.ndjson"), Token))[^1], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(state.At("userdata"), "*.ps1", SearchOption.AllDirectories));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
