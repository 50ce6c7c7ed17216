using System.Globalization;
using System.Runtime.Versioning;
using System.Security;
using Microsoft.Win32;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>The registry of this Windows.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsRegistryReader
{
    public static string? ReadValue(string key, string name) => Read(key, k => k.GetValue(name)) switch
    {
        string text => text,
        string[] lines => string.Join('\n', lines),
        int number => unchecked((uint)number).ToString(CultureInfo.InvariantCulture),
        long number => unchecked((ulong)number).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    public static IReadOnlyList<string> ReadValueNames(string key) => Read(key, k => k.GetValueNames()) ?? [];

    private static T? Read<T>(string key, Func<RegistryKey, T> read)
        where T : class?
    {
        try
        {
            using var opened = Registry.LocalMachine.OpenSubKey(key);
            return opened is null ? null : read(opened);
        }
        catch (Exception e) when (e is SecurityException or UnauthorizedAccessException or IOException)
        {
            return null; // what cannot be read counts as missing: information for people, not a reason to fail
        }
    }
}
