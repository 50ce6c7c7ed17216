using System.IO.Compression;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>The package for Systems Manager Distributor, whose scripts are run as the Systems Manager agent runs them.</summary>
[Collection(WineMachine.Collection)]
public class WineDistributorTests(WineMachine machine)
{
    private const string PowerShell = @"C:\windows\system32\WindowsPowerShell\v1.0\powershell.exe";

    private string Installed => Path.Combine(machine.DriveC, "Program Files", "OpenLaunch", "openlaunch.exe");

    [Fact]
    public async Task The_scripts_of_the_Distributor_package_install_and_remove_the_agent()
    {
        await WinePowerShell.PutAsync(machine);
        var folder = Path.Combine(machine.DriveC, "distributor");
        await ZipFile.ExtractToDirectoryAsync(
            (await machine.PackagesAsync()).Distributor, folder, TestContext.Current.CancellationToken);

        await CallAsync("install.ps1");
        Assert.True(File.Exists(Installed));
        await CallAsync("uninstall.ps1");
        Assert.False(File.Exists(Installed));

        // A second removal has nothing to do.
        await CallAsync("uninstall.ps1");
        Directory.Delete(folder, recursive: true);
        await machine.OpenLaunchAsync("uninstall", "--purge");
    }

    private async Task CallAsync(string script)
    {
        await using var boot = new WineBoot(machine, $$"""
              - step: executeProgram
                inputs:
                  programs:
                    - path: {{PowerShell}}
                      arguments: [-ExecutionPolicy, Unrestricted, -File, 'C:\distributor\{{script}}']

            """);
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
    }
}
