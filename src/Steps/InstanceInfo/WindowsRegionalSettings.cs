using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>
/// The language of this Windows. It comes from Windows itself: the agent runs without culture data,
/// so CultureInfo knows none.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class WindowsRegionalSettings
{
    public static unsafe string Language
    {
        get
        {
            var name = stackalloc char[RegionalSettingsNative.LOCALE_NAME_MAX_LENGTH];
            return RegionalSettingsNative.GetSystemDefaultLocaleName(name, RegionalSettingsNative.LOCALE_NAME_MAX_LENGTH) > 0
                ? new string(name)
                : throw WindowsException.ForLastError("Cannot read the system's locale", "Set it in the regional settings.");
        }
    }
}

internal static unsafe partial class RegionalSettingsNative
{
    [NativeConstant("LOCALE_NAME_MAX_LENGTH", "winnls.h")]
    public const int LOCALE_NAME_MAX_LENGTH = 85;

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int GetSystemDefaultLocaleName(char* name, int length);
}
