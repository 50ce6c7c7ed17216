using System.Runtime.Versioning;
using Microsoft.Win32;

namespace OpenLaunch.Steps.Installation;

/// <summary>The machine's PATH. Sessions that are open keep theirs until they sign in again.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsSearchPath
{
    private const string EnvironmentKey = @"SYSTEM\CurrentControlSet\Control\Session Manager\Environment";

    /// <exception cref="UnauthorizedAccessException">The process is not elevated.</exception>
    public static void Add(string folder) => Edit(list => PathList.Add(list, folder));

    /// <exception cref="UnauthorizedAccessException">The process is not elevated.</exception>
    public static void Remove(string folder) => Edit(list => PathList.Remove(list, folder));

    private static void Edit(Func<string, string> edit)
    {
        using var key = Registry.LocalMachine.CreateSubKey(EnvironmentKey);

        // Unexpanded, or %SystemRoot% in it would be written out for good.
        var before = key.GetValue("Path", "", RegistryValueOptions.DoNotExpandEnvironmentNames) as string ?? "";
        var after = edit(before);
        if (after != before)
            key.SetValue("Path", after, RegistryValueKind.ExpandString);
    }
}
