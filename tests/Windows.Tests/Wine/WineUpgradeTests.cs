namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>The native program takes the place of the build that was delivered before it, which has 200 files.</summary>
[Collection(WineMachine.Collection)]
public class WineUpgradeTests(WineMachine machine) : WineHostMachine(machine)
{
    private const string Ec2Launch = @"C:\Program Files\Amazon\EC2Launch\EC2Launch.exe";

    private string Target => Path.Combine(Machine.DriveC, "Program Files", "OpenLaunch");

    [Fact]
    public async Task An_update_from_the_zip_leaves_no_file_of_the_former_build_and_EC2Launch_finds_the_new_one()
    {
        var (native, _) = await InstalledAsync(withHost: false);
        await FormerAsync();
        var notes = Path.Combine(Target, "notes.txt");
        await File.WriteAllTextAsync(notes, "the operator's", TestContext.Current.CancellationToken);

        await Machine.DoneAsync(native, "install");

        Assert.Equal(
            ["EC2Launch.exe", "notes.txt", "openlaunch.exe"],
            Names().Except(["DOTNET-NOTICES.txt", "LICENSE.txt", "THIRD-PARTY-NOTICES.txt"]));
        await Machine.DoneAsync(Ec2Launch, "version");
        await Machine.DoneAsync(native, "uninstall", "--purge");
        Assert.False(Directory.Exists(Target));
        Assert.False(Directory.Exists(Path.Combine(Machine.DriveC, "Program Files", "Amazon", "EC2Launch")));
    }

    [Fact]
    public async Task The_installer_package_leaves_no_file_of_the_former_build_either()
    {
        var (native, _) = await InstalledAsync(withHost: false);
        await FormerAsync();
        var package = WineMachine.WindowsPath((await Machine.PackagesAsync()).Installer);

        await Machine.DoneAsync("msiexec", "/i", package, "/qn");

        Assert.Equal(
            ["DOTNET-NOTICES.txt", "EC2Launch.exe", "LICENSE.txt", "THIRD-PARTY-NOTICES.txt", "openlaunch.exe"], Names());
        await Machine.DoneAsync(Ec2Launch, "version");
        await Machine.DoneAsync("msiexec", "/x", package, "/qn", "UNINSTALLOPTIONS=--purge");
        Assert.False(Directory.Exists(Target));
    }

    /// <summary>Installs the build that is not native, and sees that it works.</summary>
    private async Task FormerAsync()
    {
        await Machine.DoneAsync(Path.Combine(await PublishedBuild.PublishHostAsync(), "openlaunch.exe"), "install", "--shims");
        await Machine.DoneAsync(Ec2Launch, "version");
        Assert.True(File.Exists(Path.Combine(Target, "coreclr.dll")));
    }

    private IEnumerable<string?> Names() => Directory.EnumerateFiles(Target).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
