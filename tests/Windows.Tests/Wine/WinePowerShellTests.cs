namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WinePowerShellTests(WineMachine machine)
{
    private const string Program = @"C:\windows\system32\WindowsPowerShell\v1.0\powershell.exe";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_PowerShell_script_of_the_user_data_leaves_output_errors_and_its_exit_code()
    {
        await WinePowerShell.PutAsync(machine);
        await using var boot = new WineBoot(machine, "  - step: runUserData\n", """
            <powershell>
            'Grüße from ' + $PSVersionTable.PSEdition
            $PWD.Path
            [Environment]::GetCommandLineArgs() -join ' '
            Write-Error 'a bad thing'
            exit 3
            </powershell>
            """);
        var run = await boot.RunAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("failed", run.OutcomeOf("runUserData"));
        Assert.Contains("exit code 3", run.ReasonOf("runUserData"), StringComparison.Ordinal);
        Assert.Equal(["run the PowerShell script 1 of 1 as LocalSystem"], run.ChangesOf("runUserData"));
        var output = (await ReadAsync(boot, "user-data-1-output")).Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal("Grüße from Core", output[0]);
        Assert.Equal(@"c:\windows\system32", output[1], ignoreCase: true);
        Assert.Contains(" -NoProfile -NonInteractive -ExecutionPolicy Unrestricted -File ", output[2], StringComparison.Ordinal);
        Assert.Contains("a bad thing", await ReadAsync(boot, "user-data-1-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PowerShell_script_that_throws_fails_and_one_that_ends_well_does_not()
    {
        await WinePowerShell.PutAsync(machine);
        await using var boot = new WineBoot(machine, """
              - step: executeScript
                name: throws
                inputs: [{ type: powershell, content: "throw 'no more'" }]
              - step: executeScript
                name: ends
                inputs: [{ type: powershell, content: "cmd /c exit 5\n'all is well'" }]

            """);
        var run = await boot.RunAsync();
        Assert.Contains("exit code 1", run.ReasonOf("throws"), StringComparison.Ordinal);
        Assert.Equal("done", run.OutcomeOf("ends"));
    }

    [Fact]
    public async Task The_shims_and_the_module_forward_to_the_installed_agent()
    {
        await WinePowerShell.PutAsync(machine);
        var install = await machine.OpenLaunchAsync("install", "--shims");
        Assert.True(install.ExitCode == 0, install.ToString());
        var never = await machine.OpenLaunchAsync("schedule", "--never");
        Assert.True(never.ExitCode == 0 && await IsDisabledAsync(), never.ToString());
        const string Shims = @"C:\ProgramData\Amazon\EC2-Windows\Launch";
        await using var boot = new WineBoot(machine, $$"""
              - step: executeProgram
                inputs:
                  programs:
                    - path: {{Program}}
                      arguments:
                        [-ExecutionPolicy, Unrestricted, -File, '{{Shims}}\Scripts\InitializeInstance.ps1', -Schedule]
              - step: executeScript
                inputs:
                  - type: powershell
                    content: |
                      Import-Module {{Shims}}\Module\Ec2Launch.psd1
                      (Get-Command -Module Ec2Launch).Name -join ' '
                      try { Add-Routes } catch { 'caught: ' + $_.Exception.Message }

            """);
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run + await ReadAsync(boot, "executeProgram-1-errors"));
        Assert.False(await IsDisabledAsync());

        // Wine cannot add a route: the agent fails, and so does the function.
        var module = await ReadAsync(boot, "executeScript-1-output");
        Assert.StartsWith("Add-Routes Set-ActivationSettings", module, StringComparison.Ordinal);
        Assert.Contains("caught: 'openlaunch run-task add-routes' ended with exit code", module, StringComparison.Ordinal);

        var uninstall = await machine.OpenLaunchAsync("uninstall", "--purge");
        Assert.True(uninstall.ExitCode == 0, uninstall.ToString());

        async Task<bool> IsDisabledAsync() =>
            (await File.ReadAllTextAsync(machine.TaskFile("OpenLaunch - Instance Initialization"), Cancellation))
            .Contains("<Enabled>false</Enabled>", StringComparison.Ordinal);
    }

    private static Task<string> ReadAsync(WineBoot boot, string name) =>
        File.ReadAllTextAsync(Path.Combine(boot.Folder, "state", "log", "userdata", $"{name}.log"), Cancellation);
}
