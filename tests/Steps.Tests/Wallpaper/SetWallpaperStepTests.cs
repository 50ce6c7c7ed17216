using OpenLaunch.Steps.Wallpaper;
using OpenLaunch.Testing;

namespace OpenLaunch.Steps.Tests.Wallpaper;

public class SetWallpaperStepTests
{
    private const string Settings = @"HKLM\SOFTWARE\OpenLaunch\Wallpaper";
    private const string Logon = @"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Run";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_logon_draws_what_EC2Launch_v2_shows_by_default_and_a_second_run_changes_nothing()
    {
        await using var bench = StepBench.For<SetWallpaperStep>();

        (await bench.DryRunAsync("", Token)).ShouldChange(
            "set the picture of the wallpaper to that of Windows",
            "set what stands on the wallpaper to hostName,instanceId,privateIpAddress,publicIpAddress,ipv6Address,instanceSize,"
            + "availabilityZone,architecture",
            "set the tags on the wallpaper to []", "set who sets the wallpaper to plan",
            "set the command of each logon to \"C:\\Program Files\\OpenLaunch\\openlaunch.exe\" wallpaper");
        Assert.False(bench.Machine.Registry.ContainsKey(Settings));
        (await bench.RunAsync("", Token)).ShouldBeDone();
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();

        Assert.Equal(
            "\"C:\\Program Files\\OpenLaunch\\openlaunch.exe\" wallpaper", bench.Machine.Registry[Logon]["OpenLaunchWallpaper"]);
        Assert.Equal(string.Join(',', WallpaperAttributes.All), bench.Machine.Registry[Settings]["Attributes"]);
    }

    [Fact]
    public async Task A_picture_and_tags_of_any_name_are_kept_as_they_were_written()
    {
        await using var bench = StepBench.For<SetWallpaperStep>();

        await bench.RunAsync(
            """{ path: 'C:\Pictures\b.png', attributes: [instanceId], instanceTags: ['Name, 1', 役割] }""", Token);

        var values = bench.Machine.Registry[Settings];
        Assert.Equal(@"C:\Pictures\b.png", values["Path"]);
        Assert.Equal("instanceId", values["Attributes"]);
        Assert.Equal(["Name, 1", "役割"], WallpaperSettings.TryParse(values["Tags"]));
    }

    [Fact]
    public async Task Server_Core_shows_none()
    {
        await using var bench = StepBench.For<SetWallpaperStep>();
        bench.Machine.Registry[@"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"] = new() { ["InstallationType"] = "Server Core" };

        (await bench.RunAsync("", Token)).ShouldBeSkipped("Server Core shows no wallpaper").ShouldChangeNothing();
    }
}
