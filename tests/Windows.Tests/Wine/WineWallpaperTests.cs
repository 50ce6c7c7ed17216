namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>The wallpaper of the user, drawn at a logon.</summary>
[Collection(WineMachine.Collection)]
public class WineWallpaperTests(WineMachine machine)
{
    private const string Desktop = @"HKCU\Control Panel\Desktop";
    private const string Logon = @"HKLM\Software\Microsoft\Windows\CurrentVersion\Run";

    [Fact]
    public async Task The_wallpaper_of_a_user_is_drawn_at_logon()
    {
        await machine.DemandAsync();
        await machine.SetRegistryAsync(Desktop, "Wallpaper", @"C:\former.bmp");
        await using var boot = new WineBoot(
            machine, "  - step: setWallpaper\n    inputs: { attributes: [hostName, architecture] }\n");
        var first = await boot.RunAsync();
        var second = await boot.RunAsync();
        Assert.Equal("done", first.OutcomeOf("setWallpaper"));
        Assert.Empty(second.ChangesOf("setWallpaper"));
        Assert.EndsWith(" wallpaper", await machine.RegistryAsync(Logon, "OpenLaunchWallpaper"), StringComparison.Ordinal);

        var drawn = await machine.OpenLaunchAsync("wallpaper");

        Assert.True(drawn.ExitCode == 0, drawn.ToString());
        var shown = await machine.RegistryAsync(Desktop, "Wallpaper");
        Assert.EndsWith(@"\AppData\Local\OpenLaunch\wallpaper.jpg", shown, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(
            Path.Combine(machine.DriveC, shown![3..].Replace('\\', '/')), TestContext.Current.CancellationToken);
        Assert.Equal([0xFF, 0xD8, 0xFF], bytes[..3]);
        if (Environment.GetEnvironmentVariable("OPENLAUNCH_PICTURES") is { } pictures) // to be looked at
            await File.WriteAllBytesAsync(Path.Combine(pictures, "wine.jpg"), bytes, TestContext.Current.CancellationToken);
        await machine.RunAsync("reg", "delete", Logon, "/v", "OpenLaunchWallpaper", "/f");
        await machine.RunAsync("reg", "delete", @"HKLM\Software\OpenLaunch\Wallpaper", "/f");
    }
}
