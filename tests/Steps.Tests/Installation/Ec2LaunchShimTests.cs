using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Installation;
using OpenLaunch.Steps.Permissions;
using OpenLaunch.Steps.Tests.Permissions;

namespace OpenLaunch.Steps.Tests.Installation;

/// <summary>Our program at the place of EC2Launch v2's.</summary>
public sealed class Ec2LaunchShimTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-").FullName;
    private readonly TestSecurity security = new();

    public Ec2LaunchShimTests() => File.WriteAllText(Source, $"MZ {Ec2LaunchShim.Mark}");

    private string Source => Path.Combine(folder, "EC2Launch.exe");

    private string Programs => Path.Combine(folder, "Program Files", "EC2Launch");

    private string Program => Path.Combine(Programs, "EC2Launch.exe");

    private string Data => Path.Combine(folder, "ProgramData", "EC2Launch");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_is_installed_with_its_folders_and_removed_whole()
    {
        await DoAsync(Shim().InstallationActs(replaces: false));
        Assert.Equal(File.ReadAllText(Source), File.ReadAllText(Program));
        Assert.Contains("openlaunch.log", File.ReadAllText(Path.Combine(Data, "log", "agent.log")), StringComparison.Ordinal);
        Assert.Contains(Path.Combine(Data, "state"), security.Secured.Keys);
        await DoAsync(Shim().InstallationActs(replaces: false)); // ours may be there

        await DoAsync(Shim().RemovalActs());

        Assert.False(Directory.Exists(Programs));
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Amazons_program_stays_unless_it_is_to_be_replaced_and_comes_back()
    {
        PutAmazons();
        var refusal = Assert.Throws<IOException>(() => Shim().InstallationActs(replaces: false));
        Assert.Contains("--replace-ec2launch", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Shim().RemovalActs());

        await DoAsync(Shim().InstallationActs(replaces: true));
        Assert.Contains(Ec2LaunchShim.Mark, File.ReadAllText(Program), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Programs + ".amazon", "service", "EC2LaunchService.exe")));

        await DoAsync(Shim().RemovalActs());
        Assert.Equal("amazon's", File.ReadAllText(Program));
        Assert.False(Directory.Exists(Programs + ".amazon"));
    }

    [Fact]
    public async Task Ours_is_renewed_by_an_update_and_Amazons_or_none_is_left_alone()
    {
        Assert.Empty(Shim().RenewalActs());
        PutAmazons();
        Assert.Empty(Shim().RenewalActs());
        Directory.Delete(Programs, recursive: true);
        await DoAsync(Shim().InstallationActs(replaces: false));
        await File.WriteAllTextAsync(Source, $"MZ newer {Ec2LaunchShim.Mark}", TestContext.Current.CancellationToken);

        await DoAsync(Shim().RenewalActs());

        Assert.StartsWith("MZ newer", File.ReadAllText(Program), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_came_without_it_says_so_and_writes_none()
    {
        File.Delete(Source);

        var refused = await Assert.ThrowsAsync<IOException>(() => DoAsync(Shim().InstallationActs(replaces: false)));

        Assert.Contains($"{Source} is missing", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Program));
    }

    [Fact]
    public async Task Amazons_program_that_came_back_is_moved_aside_again()
    {
        PutAmazons();
        await DoAsync(Shim().InstallationActs(replaces: true));
        PutAmazons();

        await DoAsync(Shim().InstallationActs(replaces: true));

        Assert.Contains(Ec2LaunchShim.Mark, File.ReadAllText(Program), StringComparison.Ordinal);
        Assert.Equal("amazon's", File.ReadAllText(Path.Combine(Programs + ".amazon", "EC2Launch.exe")));
    }

    [Fact]
    public void A_folder_that_somebody_else_can_exchange_stops_all()
    {
        Directory.CreateDirectory(Data);
        security.Owners[Data] = @"WEB-01\bob";

        Assert.Throws<UntrustedFilesException>(() => Shim().InstallationActs(replaces: true));
        Assert.False(File.Exists(Program));
    }

    [Fact]
    public async Task The_permissions_of_Amazons_configuration_and_its_log_stay()
    {
        Directory.CreateDirectory(Path.Combine(Data, "config"));
        Directory.CreateDirectory(Path.Combine(Data, "log"));
        File.WriteAllText(Path.Combine(Data, "log", "agent.log"), "amazon's");

        await DoAsync(Shim().InstallationActs(replaces: false));
        await DoAsync(Shim().RemovalActs());

        Assert.Equal([Path.Combine(Data, "state")], security.Secured.Keys);
        Assert.Equal("amazon's", File.ReadAllText(Path.Combine(Data, "log", "agent.log")));
    }

    private static async Task DoAsync(IEnumerable<InstallationAct> acts)
    {
        foreach (var act in acts)
            await act.ApplyAsync(TestContext.Current.CancellationToken);
    }

    private void PutAmazons()
    {
        Directory.CreateDirectory(Path.Combine(Programs, "service"));
        File.WriteAllText(Path.Combine(Programs, "service", "EC2LaunchService.exe"), "amazon's");
        File.WriteAllText(Program, "amazon's");
    }

    private Ec2LaunchShim Shim() => new(
        Programs, Data, Source, @"C:\ProgramData\OpenLaunch\log\openlaunch.log",
        new Ec2LaunchMarkers(Path.Combine(folder, "ours")), security);
}
