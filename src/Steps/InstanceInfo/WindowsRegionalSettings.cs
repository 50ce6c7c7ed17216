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

    /// <summary>The IETF tag of the language that Windows shows itself in; without a language pack not the locale's.</summary>
    public static unsafe string UiLanguage
    {
        get
        {
            uint length = 0;
            if (RegionalSettingsNative.GetSystemPreferredUILanguages(
                RegionalSettingsNative.MUI_LANGUAGE_NAME, out _, null, ref length))
            {
                // The names one after the other, each ended by NUL, preferred ones first.
                var names = new char[length];
                fixed (char* first = names)
                {
                    if (RegionalSettingsNative.GetSystemPreferredUILanguages(
                        RegionalSettingsNative.MUI_LANGUAGE_NAME, out _, first, ref length))
                    {
                        return new string(first);
                    }
                }
            }

            throw WindowsException.ForLastError("Cannot read the language of Windows", "Set it in the regional settings.");
        }
    }
}

internal static unsafe partial class RegionalSettingsNative
{
    [NativeConstant("winnls.h")] public const int LOCALE_NAME_MAX_LENGTH = 85;
    [NativeConstant("winnls.h")] public const uint MUI_LANGUAGE_NAME = 0x8;

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetSystemPreferredUILanguages(uint flags, out uint count, char* names, ref uint length);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial int GetSystemDefaultLocaleName(char* name, int length);
}
