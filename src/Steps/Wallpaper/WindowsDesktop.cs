using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;
using OpenLaunch.Steps.Native;
using static OpenLaunch.Steps.Wallpaper.WindowsDesktopNative;

namespace OpenLaunch.Steps.Wallpaper;

/// <summary>That of the user who runs this process.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsDesktop : IDesktop
{
    private const string Desktop = @"Control Panel\Desktop";
    private const string Policy = @"Software\Microsoft\Windows\CurrentVersion\Policies\System";
    private const string Remembered = @"Software\OpenLaunch\Wallpaper";
    private const string Picture = "Wallpaper";

    // How a picture lies on the screen (Microsoft Learn, "Desktop Wallpaper"): 10 fills it.
    private static readonly (string Name, string Value)[] Filling = [("WallpaperStyle", "10"), ("TileWallpaper", "0")];

    // Of EC2Launch v2, then v1.
    private static readonly string[] FormerLinks =
        ["setwallpaper.lnk", "RunWallpaperSetup.cmd", "RunWallpaperSetupInit.cmd"];

    public IReadOnlyList<PixelSize> Screens { get; } = ReadScreens();

    public bool IsGoverned => ReadUser(Policy, Picture) is { Length: > 0 };

    public void Show(string path)
    {
        using var remembered = Registry.CurrentUser.CreateSubKey(Remembered);
        if (remembered.GetValue(Picture) is null)
        {
            // The picture last: it says that all is there.
            foreach (var name in Filling.Select(value => value.Name).Append(Picture))
                remembered.SetValue(name, ReadUser(Desktop, name) ?? "");
        }

        Set(path, Filling);
    }

    public bool Restore()
    {
        if (ReadUser(Remembered, Picture) is not { } former)
            return false;
        Set(former, [.. Filling.Select(value => (value.Name, ReadUser(Remembered, value.Name) ?? ""))]);
        Registry.CurrentUser.DeleteSubKeyTree(Remembered, throwOnMissingSubKey: false);
        return true;
    }

    public IReadOnlyList<string> RemoveFormerLinks()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.Startup);
        var there = folder.Length == 0 ? [] : FormerLinks.Where(name => File.Exists(Path.Combine(folder, name))).ToList();
        foreach (var name in there)
            File.Delete(Path.Combine(folder, name));
        return there;
    }

    private static void Set(string path, IEnumerable<(string Name, string Value)> style)
    {
        using (var desktop = Registry.CurrentUser.CreateSubKey(Desktop))
        {
            foreach (var (name, value) in style)
                desktop.SetValue(name, value);
        }

        if (!SystemParametersInfoW(SPI_SETDESKWALLPAPER, 0, path, SPIF_UPDATEINIFILE | SPIF_SENDCHANGE))
        {
            throw WindowsException.ForLastError(
                $"Windows does not take {path} as wallpaper", "Choose the file in the settings of Windows.");
        }
    }

    private static string? ReadUser(string key, string name)
    {
        using var opened = Registry.CurrentUser.OpenSubKey(key);
        return opened?.GetValue(name) as string;
    }

    private static unsafe IReadOnlyList<PixelSize> ReadScreens()
    {
        SetProcessDPIAware(); // else Windows tells a size that it divided by the user's scale
        var screens = new List<(PixelSize Size, bool IsMain)>();
        var handle = GCHandle.Alloc(screens);
        EnumDisplayMonitors(0, 0, &Add, GCHandle.ToIntPtr(handle));
        handle.Free();
        return screens.Count == 0
            ? [new(1024, 768)] // a session that nobody looks at
            : [.. screens.OrderByDescending(screen => screen.IsMain).Select(screen => screen.Size)];
    }

    [UnmanagedCallersOnly]
    private static unsafe int Add(nint monitor, nint deviceContext, RECT* area, nint context)
    {
        // The main screen begins where the desktop does.
        ((List<(PixelSize, bool)>)GCHandle.FromIntPtr(context).Target!).Add((
            new(area->right - area->left, area->bottom - area->top), area->left == 0 && area->top == 0));
        return 1;
    }
}
