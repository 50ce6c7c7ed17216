using TimeZoneConverter;

namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>
/// The names of time zones: those of IANA, which cloud-init has, and those of Windows, which tzutil takes. .NET itself translates
/// them with the culture data that this build runs without.
/// </summary>
internal static class TimeZoneNames
{
    // tzutil's own way to say that the clock is not set forward in summer: https://learn.microsoft.com/windows-server/administration/windows-commands/tzutil
    private const string WithoutDaylightSaving = "_dstoff";

    /// <summary>What Windows calls a zone; null when it has none of that name. Case does not count.</summary>
    public static string? FindWindowsName(string name) =>
        TZConvert.TryIanaToWindows(name, out var translated) ? translated
        : IsWindowsName(name.EndsWith(WithoutDaylightSaving, StringComparison.OrdinalIgnoreCase)
            ? name[..^WithoutDaylightSaving.Length] : name) ? name
        : null;

    /// <summary>The known name, of either kind, that a mistyped one most likely meant; null when none is near.</summary>
    public static string? FindNearest(string name) => NearestName.Find(
        name, TZConvert.KnownWindowsTimeZoneIds.Concat(TZConvert.KnownIanaTimeZoneNames.Where(iana => FindWindowsName(iana) is not null)));

    private static bool IsWindowsName(string name) => TZConvert.KnownWindowsTimeZoneIds.Contains(name, StringComparer.OrdinalIgnoreCase);
}
