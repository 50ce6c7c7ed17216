namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineInstallerPackageTests(WineMachine machine)
{
    private const string Events = @"HKLM\SYSTEM\CurrentControlSet\Services\EventLog\OpenLaunch\OpenLaunch";
    private const string SearchPath = @"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment";

    private string ProgramFolder => Path.Combine(machine.DriveC, "Program Files", "OpenLaunch");

    private string DataFolder => Path.Combine(machine.DriveC, "ProgramData", "OpenLaunch");

    [Fact]
    public async Task The_installer_package_installs_the_agent_and_removes_all_again_but_the_logs()
    {
        await machine.DemandAsync();
        var package = WineMachine.WindowsPath((await machine.PackagesAsync()).Installer);
        var installed = await machine.RunAsync("msiexec", "/i", package, "/qn");
        Assert.True(installed.ExitCode == 0, installed.ToString());
        Assert.Equal(Names(await machine.BuildAsync()), Names(ProgramFolder));
        var version = await machine.RunAsync(@"C:\Program Files\OpenLaunch\openlaunch.exe", "version");
        Assert.True(version.ExitCode == 0, version.ToString());
        Assert.Matches(@"^\d+\.\d+\.\d+", version.Output);
        Assert.True(File.Exists(Path.Combine(DataFolder, "config", "openlaunch.yml")));
        Assert.NotNull(await machine.RegistryAsync(Events, "EventMessageFile"));
        Assert.Contains("OpenLaunch", await machine.RegistryAsync(SearchPath, "Path"), StringComparison.Ordinal);
        Assert.True(File.Exists(machine.TaskFile("OpenLaunch - Instance Initialization")));

        var removed = await machine.RunAsync("msiexec", "/x", package, "/qn", "UNINSTALLOPTIONS=--purge");
        Assert.True(removed.ExitCode == 0, removed.ToString());
        Assert.False(Directory.Exists(ProgramFolder));
        Assert.Equal([Path.Combine(DataFolder, "log")], Directory.EnumerateFileSystemEntries(DataFolder));
        Assert.Null(await machine.RegistryAsync(Events, "EventMessageFile"));
        Assert.DoesNotContain("OpenLaunch", await machine.RegistryAsync(SearchPath, "Path") ?? "", StringComparison.Ordinal);
        Assert.False(File.Exists(machine.TaskFile("OpenLaunch - Instance Initialization")));
    }

    [Fact]
    public async Task A_package_whose_installation_fails_takes_its_files_back_and_leaves_what_the_operator_had()
    {
        await machine.DemandAsync();
        var plan = Path.Combine(DataFolder, "config", "openlaunch.yml");
        Directory.CreateDirectory(Path.GetDirectoryName(plan)!);
        await File.WriteAllTextAsync(plan, "the operator's\n", TestContext.Current.CancellationToken);
        var package = WineMachine.WindowsPath((await machine.PackagesAsync()).Installer);
        var installed = await machine.RunAsync("msiexec", "/i", package, "/qn", "INSTALLOPTIONS=--no-such-option");
        Assert.True(installed.ExitCode != 0, installed.ToString());
        Assert.Contains("--no-such-option", installed.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(ProgramFolder));
        Assert.Equal("the operator's\n", await File.ReadAllTextAsync(plan, TestContext.Current.CancellationToken));
        Directory.Delete(Path.GetDirectoryName(plan)!, recursive: true);
    }

    [Fact]
    public async Task A_package_whose_installation_fails_leaves_an_earlier_installation_installed()
    {
        await machine.DemandAsync();
        var package = WineMachine.WindowsPath((await machine.PackagesAsync()).Installer);
        await machine.OpenLaunchAsync("install");
        await machine.RunAsync("msiexec", "/i", package, "/qn", "INSTALLOPTIONS=--no-such-option");
        Assert.True(File.Exists(machine.TaskFile("OpenLaunch - Instance Initialization")));
        Assert.NotNull(await machine.RegistryAsync(Events, "EventMessageFile"));
        await machine.OpenLaunchAsync("uninstall", "--purge");
    }

    [Fact]
    public async Task A_Windows_older_than_Server_2016_is_refused_and_left_as_it_was()
    {
        await machine.DemandAsync();
        var package = WineMachine.WindowsPath((await machine.PackagesAsync()).Installer);
        await machine.RunAsync("reg", "delete", WineMachine.CurrentVersion, "/v", WineMachine.MajorVersion, "/f");
        var installed = await machine.RunAsync("msiexec", "/i", package, "/qn");
        await machine.SetRegistryAsync(WineMachine.CurrentVersion, WineMachine.MajorVersion, 10);
        Assert.True(installed.ExitCode != 0, installed.ToString());
        Assert.False(Directory.Exists(ProgramFolder));
        Assert.False(File.Exists(machine.TaskFile("OpenLaunch - Instance Initialization")));
    }

    private static IEnumerable<string?> Names(string folder) =>
        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
