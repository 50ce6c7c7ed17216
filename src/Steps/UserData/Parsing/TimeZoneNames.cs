using OpenLaunch.Core.Documents;
using TimeZoneConverter;

namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>
/// The names of time zones: those of IANA, which cloud-init has, and those of Windows, which tzutil takes. .NET itself translates
/// them with the culture data that this build runs without.
/// </summary>
internal static class TimeZoneNames
{
    // How tzutil is told not to set the clock forward in summer: Microsoft Learn, "tzutil".
    private const string WithoutDaylightSaving = "_dstoff";

    /// <summary>What Windows calls a zone; null when it has none of that name. Case does not count.</summary>
    public static string? FindWindowsName(string name) =>
        TZConvert.TryIanaToWindows(name, out var translated) ? translated : IsWindowsName(WithoutSuffix(name)) ? name : null;

    /// <summary>The known name, of either kind, that a mistyped one most likely meant; null when none is near.</summary>
    public static string? FindNearest(string name)
    {
        var ofIana = TZConvert.KnownIanaTimeZoneNames.Where(known => FindWindowsName(known) is not null);
        return NearestName.Find(name, TZConvert.KnownWindowsTimeZoneIds.Concat(ofIana));
    }

    private static string WithoutSuffix(string name) =>
        name.EndsWith(WithoutDaylightSaving, StringComparison.OrdinalIgnoreCase) ? name[..^WithoutDaylightSaving.Length] : name;

    private static bool IsWindowsName(string name) =>
        TZConvert.KnownWindowsTimeZoneIds.Contains(name, StringComparer.OrdinalIgnoreCase);
}
