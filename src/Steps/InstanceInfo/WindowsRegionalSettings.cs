using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>
/// Language and time zone of this Windows. The language comes from Windows itself: the agent runs without culture data,
/// so CultureInfo knows none.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsRegionalSettings : IRegionalSettings
{
    public unsafe string Language
    {
        get
        {
            var name = stackalloc char[RegionalSettingsNative.LOCALE_NAME_MAX_LENGTH];
            return RegionalSettingsNative.GetSystemDefaultLocaleName(name, RegionalSettingsNative.LOCALE_NAME_MAX_LENGTH) > 0
                ? new string(name)
                : throw WindowsException.ForLastError("Cannot read the system's locale", "Set it in the regional settings.");
        }
    }

    public TimeZoneInfo TimeZone => TimeZoneInfo.Local;
}

internal static unsafe partial class RegionalSettingsNative
{
    [NativeConstant("LOCALE_NAME_MAX_LENGTH", "winnls.h")]
    public const int LOCALE_NAME_MAX_LENGTH = 85;

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int GetSystemDefaultLocaleName(char* name, int length);
}
