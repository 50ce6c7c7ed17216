using System.Runtime.Versioning;

namespace OpenLaunch.Runner.Tests.Images;

/// <summary>The shims in a real PowerShell, before a stand-in for openlaunch that records its arguments.</summary>
[UnsupportedOSPlatform("windows")]
[BuiltProgram("It is about scripts, which start a stand-in.")]
public sealed class ShimTests : IDisposable
{
    private static readonly string Module = Repository.File("deploy", "shims", "Module", "Ec2Launch.psd1");

    private readonly StateFolder folder = new();

    public ShimTests() => PowerShell.Demand();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("InitializeInstance.ps1", "", "run")]
    [InlineData("InitializeInstance.ps1", "-Schedule", "reset\nschedule --once")]
    [InlineData("InitializeInstance.ps1", "-SchedulePerBoot", "schedule --per-boot")]
    [InlineData("SysprepInstance.ps1", "", "sysprep --shutdown")]
    [InlineData("SysprepInstance.ps1", "-NoShutdown", "sysprep")]
    [InlineData("InitializeDisks.ps1", "", "run-step initializeVolume --input initialize=all")]
    [InlineData("InitializeDisks.ps1", "-EnableTrim", "run-step initializeVolume --input initialize=all")]
    [InlineData("InitializeDisks.ps1", "-Schedule", "schedule --step initializeVolume --input initialize=all")]
    [InlineData("SendEventLogs.ps1", "-Schedule", "schedule --step sendEventLogs")]
    [InlineData("SendWindowsIsReady.ps1", "-Schedule", "schedule --step announceReady")]
    [InlineData("SendEventLogs.ps1", "", "run-step sendEventLogs")]
    [InlineData("SendWindowsIsReady.ps1", "", "run-step announceReady")]
    public async Task Each_switch_becomes_a_verb(string script, string option, string call)
    {
        var result = await ScriptAsync(script, endsWith: 0, option);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(call, Calls());
        Assert.Contains("openlaunch speaks", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InitializeInstance.ps1", 3, 0)]
    [InlineData("InitializeInstance.ps1", 1, 1)]
    [InlineData("InitializeInstance.ps1", 78, 1)]
    [InlineData("SysprepInstance.ps1", 75, 1)]
    public async Task Exit_codes_are_those_of_EC2Launch(string script, int code, int exitCode) =>
        Assert.Equal(exitCode, (await ScriptAsync(script, code)).ExitCode);

    [Fact]
    public async Task The_two_schedules_exclude_each_other()
    {
        var result = await ScriptAsync("InitializeInstance.ps1", endsWith: 0, "-Schedule", "-SchedulePerBoot");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Equal("", Calls());
    }

    [Fact]
    public async Task Without_openlaunch_it_says_so()
    {
        var result = await ScriptAsync("InitializeInstance.ps1", endsWith: null, "-Schedule");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("openlaunch was found neither", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InitializeDisks.ps1", 78)]
    [InlineData("SendEventLogs.ps1", null)]
    [InlineData("SendWindowsIsReady.ps1", 1)]
    public async Task A_step_that_cannot_be_scheduled_ends_its_script_with_1(string script, int? code) =>
        Assert.Equal(1, (await ScriptAsync(script, endsWith: code, "-Schedule")).ExitCode);

    [Theory]
    [InlineData("Add-Routes", "run-task add-routes")]
    [InlineData("Set-ActivationSettings", "run-step activateWindows")]
    public async Task The_functions_of_the_module_become_verbs(string function, string call)
    {
        var result = await CommandAsync($"Import-Module '{Module}'; {function}", endsWith: 0);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(call, Calls());
    }

    [Fact]
    public async Task A_function_of_the_module_that_fails_throws()
    {
        var result = await CommandAsync(
            $"Import-Module '{Module}'; try {{ Add-Routes }} catch {{ 'caught: ' + $_.Exception.Message }}", endsWith: 1);
        Assert.Contains("caught: 'openlaunch run-task add-routes' ended with exit code 1.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_is_valid_and_exports_what_repairs_by_hand_call()
    {
        var result = await CommandAsync(
            $"$m = Test-ModuleManifest '{Module}'; \"$($m.Version) $(($m.ExportedFunctions.Keys | Sort-Object) -join ' ')\"",
            endsWith: 0);
        Assert.True(result.ExitCode == 0, result.Error);
        var version = typeof(ShimTests).Assembly.GetName().Version!.ToString(3);
        Assert.Equal($"{version} Add-Routes Set-ActivationSettings", result.Output.Trim());
    }

    [Fact]
    public void Windows_PowerShell_reads_the_files_right_and_uninstall_knows_them()
    {
        var shims = Directory.EnumerateFiles(Repository.File("deploy", "shims"), "*", SearchOption.AllDirectories).ToList();
        Assert.Equal(8, shims.Count);
        Assert.All(shims, shim =>
        {
            var bytes = File.ReadAllBytes(shim);
            Assert.All(bytes, character => Assert.InRange(character, 9, 126));
            Assert.StartsWith("# OpenLaunch shim.", File.ReadAllText(shim), StringComparison.Ordinal);
        });
    }

    private string Calls() => File.Exists(folder.At("calls")) ? File.ReadAllText(folder.At("calls")).Trim() : "";

    private Task<ProcessResult> ScriptAsync(string script, int? endsWith, params string[] options) => PowerShell.RunAsync(
        Environment(endsWith),
        ["-File", Repository.File("deploy", "shims", "Scripts", script), .. options.Where(option => option.Length > 0)]);

    private Task<ProcessResult> CommandAsync(string command, int endsWith) =>
        PowerShell.RunAsync(Environment(endsWith), "-Command", command);

    /// <summary>Puts the stand-in first on the PATH, unless there is to be none.</summary>
    private Dictionary<string, string> Environment(int? endsWith)
    {
        if (endsWith is { } code)
        {
            File.WriteAllText(
                folder.At("openlaunch"), $"#!/bin/sh\necho \"$*\" >> '{folder.At("calls")}'\necho openlaunch speaks\nexit {code}\n");
            File.SetUnixFileMode(
                folder.At("openlaunch"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new() { ["PATH"] = $"{folder.Path}:{System.Environment.GetEnvironmentVariable("PATH")}" };
    }
}
