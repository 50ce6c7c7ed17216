using System.Runtime.Versioning;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Runner.Composition;

/// <summary>The agent's folders below ProgramData, where every user may otherwise add files and folders.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsFolders
{
    /// <summary>Where the program is installed.</summary>
    public static string Program { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "OpenLaunch");

    /// <summary>Makes the folders with permissions, and takes over those that somebody else made before.</summary>
    /// <param name="folders">The folders of the installed agent.</param>
    /// <exception cref="UnauthorizedAccessException">The process is not elevated.</exception>
    public static void Prepare(StateFolders folders)
    {
        if (folders.Root is not { } root)
            return;
        foreach (var readable in new[] { root, folders.Configuration, folders.State, folders.Log })
            Secure(readable, usersMayRead: true);
        // Scripts and what they print may hold secrets.
        Secure(Path.Combine(folders.State, "userdata"), usersMayRead: false);
        Secure(Path.Combine(folders.Log, "userdata"), usersMayRead: false);
    }

    private static void Secure(string path, bool usersMayRead)
    {
        if (!Directory.Exists(path) || WindowsFolderPermissions.FindUntrustedWriters(path).Count > 0)
            WindowsFolderPermissions.Create(path, usersMayRead);
    }
}
