using System.Diagnostics;

namespace OpenLaunch.Runner.Tests;

[EachProgram]
public sealed class CompletionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-completion-");

    public CompletionTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for an installed program is a script of sh.");
        var program = Path.Combine(folder.FullName, "openlaunch");
        File.WriteAllText(program, $"#!/bin/sh\nexec {AgentProgram.Quoted} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private Dictionary<string, string> Surroundings =>
        new() { ["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}" };

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("openlaunch doc", "doctor")]
    [InlineData("openlaunch run --dry", "--dry-run")]
    [InlineData("openlaunch run-step addR", "addRoutes")]
    [InlineData("openlaunch run --only extend", "extendRootPartition")]
    public async Task Bash_completes_verbs_options_and_names_of_steps(string typed, string whole)
    {
        var word = typed[(typed.LastIndexOf(' ') + 1)..];
        var script = "eval \"$(openlaunch completion bash)\"; COMP_LINE=\"$1\"; COMP_POINT=${#1}; "
            + "_openlaunch openlaunch \"$2\" \"\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script, "bash", typed, word])
        {
            RedirectStandardOutput = true,
            Environment = { ["PATH"] = Surroundings["PATH"] },
        })!;

        Assert.Equal(whole, (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }

    [Theory]
    [InlineData("openlaunch doc", "doctor")]
    [InlineData("openlaunch run-step addR", "addRoutes")]
    public async Task PowerShell_completes_them_too(string typed, string whole)
    {
        PowerShell.Demand();
        var result = await PowerShell.RunAsync(
            Surroundings, "-Command",
            "openlaunch completion powershell | Out-String | Invoke-Expression; "
            + $"(TabExpansion2 '{typed}' {typed.Length}).CompletionMatches.CompletionText");

        Assert.Equal((whole, ""), (result.Output.Trim(), result.Error));
    }

    [Fact]
    public async Task A_shell_without_a_script_is_refused_with_those_that_have_one()
    {
        var result = await OpenLaunchProcess.RunAsync("completion", "fish");

        Assert.Equal(64, result.ExitCode);
        Assert.All(new[] { "powershell", "bash", "zsh" }, shell => Assert.Contains(shell, result.Error, StringComparison.Ordinal));
    }
}
