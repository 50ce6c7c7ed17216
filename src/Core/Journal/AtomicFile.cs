namespace OpenLaunch.Core.Journal;

/// <summary>Writes files such that their paths hold the old or the new content, whatever happens meanwhile.</summary>
public static class AtomicFile
{
    /// <summary>What the name of a file ends with until it has its place.</summary>
    internal const string NextSuffix = ".new";

    private const int Tries = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Writes a file whole: beside its path first, on the disk, then in its place.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="keepPermissions">Whether the permissions of a file in that place stay. Default: those of a new one.</param>
    /// <exception cref="IOException">The file cannot be written, is a pipe or device, or somebody holds it open.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or somebody holds it open.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, bool keepPermissions = false)
    {
        var next = path + NextSuffix;
        if (SpecialFile.KindOf(path) is { } kind)
            throw new IOException($"{path} is {kind}, so no file takes its place. Name another.");
        try
        {
            Clear(next);
            using (var file = new FileStream(next, FileMode.Create, FileAccess.Write))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            if (keepPermissions && !OperatingSystem.IsWindows() && File.Exists(path))
                File.SetUnixFileMode(next, File.GetUnixFileMode(path));
            Replace(next, path, keepPermissions);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            RemoveLeftover(path);
            throw;
        }
    }

    /// <summary>
    /// Removes a link, a pipe or a device in the place of a file that is written next: the content would go there.
    /// </summary>
    internal static void Clear(string next)
    {
        if (new FileInfo(next).LinkTarget is not null || SpecialFile.KindOf(next) is not null)
            File.Delete(next);
    }

    /// <summary>
    /// Removes what a write that was killed or refused left beside a file: half of the next content, which nobody reads.
    /// </summary>
    internal static void RemoveLeftover(string path)
    {
        try
        {
            File.Delete(path + NextSuffix);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // The next write of the file takes its place.
        }
    }

    /// <summary>
    /// Gives a finished file the place of another, or of none. Windows refuses that while somebody reads the other, such as
    /// <c>openlaunch status</c>, a virus scanner or a backup: it is tried for a second.
    /// </summary>
    /// <param name="next">The finished file, on the same volume.</param>
    /// <param name="keepPermissions">Whether the permissions of a file in that place stay. Default: those of the new one.</param>
    /// <param name="time">The clock of the waits; null: the system's.</param>
    /// <exception cref="IOException">The file cannot be moved, or somebody holds the other open.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be moved, or somebody holds the other open.</exception>
    public static void Replace(string next, string path, bool keepPermissions = false, TimeProvider? time = null)
    {
        for (var left = Tries - 1; ; left--)
        {
            try
            {
                // Only File.Replace keeps them.
                if (keepPermissions && File.Exists(path))
                    File.Replace(next, path, destinationBackupFileName: null);
                else
                    File.Move(next, path, overwrite: true);
                return;
            }
            catch (Exception held) when (left > 0 && IsHeld(held))
            {
                Task.Delay(Pause, time ?? TimeProvider.System).GetAwaiter().GetResult();
            }
        }
    }

    private static bool IsHeld(Exception exception) =>
        exception is UnauthorizedAccessException or (IOException and not (FileNotFoundException or DirectoryNotFoundException));
}
