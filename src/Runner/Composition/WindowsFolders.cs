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

    /// <summary>Makes the folders with permissions, and moves aside what somebody else put there.</summary>
    /// <param name="folders">The folders of the installed agent; others are whoever named them's own business.</param>
    /// <returns>What was moved aside, in words.</returns>
    /// <exception cref="UntrustedFilesException">It cannot be moved aside.</exception>
    /// <exception cref="UnauthorizedAccessException">The process is not elevated.</exception>
    public static IReadOnlyList<string> Prepare(StateFolders folders)
    {
        return folders.Root is { } root ? Prepare(root, folders.Installed) : [];
    }

    /// <summary>
    /// Prepares the folders of the installed agent for a run that takes its lock there, wherever its own folders are. A machine
    /// without an installation gets that of the lock alone.
    /// </summary>
    public static IReadOnlyList<string> PrepareForRun(StateFolders folders)
    {
        var machine = folders.Root is null ? StateFolders.Resolve(null, isSimulated: false) : folders;
        return folders.Root is null && !Directory.Exists(machine.Configuration)
            ? Prepare(machine.Root!, [new(machine.State, UsersMayRead: false)])
            : Prepare(machine);
    }

    private static IReadOnlyList<string> Prepare(string root, IReadOnlyList<DataFolder> folders)
    {
        var moved = new DataFolders(new WindowsFolderPermissions(trustsItself: true), TimeProvider.System)
            .Prepare(root, folders);
        foreach (var line in moved)
            Console.Error.WriteLine(line);
        return moved;
    }
}
