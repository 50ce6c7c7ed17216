using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Wallpaper;

internal static unsafe partial class WindowsDesktopNative
{
    [NativeConstant("winuser.h")] public const uint SPI_SETDESKWALLPAPER = 20;
    [NativeConstant("winuser.h")] public const uint SPIF_UPDATEINIFILE = 1;
    [NativeConstant("winuser.h")] public const uint SPIF_SENDCHANGE = 2;

    [LibraryImport("user32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SystemParametersInfoW(uint action, uint parameter, string value, uint what);

    [LibraryImport("user32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetProcessDPIAware();

    [LibraryImport("user32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool EnumDisplayMonitors(
        nint deviceContext, nint clip, delegate* unmanaged<nint, nint, RECT*, nint, int> callback, nint context);

    [NativeStruct("RECT", "windef.h")]
    public struct RECT
    {
#pragma warning disable SA1307, IDE1006 // the names of the header
        public int left;
        public int top;
        public int right;
        public int bottom;
#pragma warning restore SA1307, IDE1006
    }
}
