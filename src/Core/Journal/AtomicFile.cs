using System.Security.AccessControl;
using System.Security.Cryptography;

namespace OpenLaunch.Core.Journal;

/// <summary>Writes files such that their paths hold the old or the new content, whatever happens meanwhile.</summary>
public static class AtomicFile
{
    private const string NextSuffix = ".new";
    private const int NameLength = 8;
    private const int Tries = 5;

    // Each takes another writer that looks in this very moment.
    private const int TriesAfterLooks = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Writes a file whole: beside its path first, on the disk, then in its place. Of two writers at once, one's content stays.
    /// </summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="keepPermissions">Whether the permissions of a file in that place stay. Default: those of a new one.</param>
    /// <exception cref="IOException">The file cannot be written, is a pipe or device, or somebody holds it open.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or somebody holds it open.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, bool keepPermissions = false) =>
        Write(path, content, next => Create(next, keepPermissions && File.Exists(path) ? path : null), keepPermissions);

    /// <summary>Writes a file whole.</summary>
    /// <param name="create">Makes the file beside it, which must not exist and is nobody else's while it is open.</param>
    /// <param name="hasty">Whether the disk may lose it, and whoever holds the place has it written not at all.</param>
    internal static void Write(
        string path, ReadOnlySpan<byte> content, Func<string, FileStream> create, bool keepPermissions = false,
        bool hasty = false)
    {
        if (SpecialFile.KindOf(path) is { } kind)
            throw new IOException($"{path} is {kind}, so no file takes its place. Name another.");
        RemoveLeftovers(path);
        for (var left = TriesAfterLooks - 1; ; left--)
        {
            // A name of its own: two writers of one file must not write into each other's.
            var next = $"{path}.{RandomNumberGenerator.GetHexString(NameLength, lowercase: true)}{NextSuffix}";
            try
            {
                using (var file = create(next))
                {
                    file.Write(content);
                    if (!hasty)
                        file.Flush(flushToDisk: true);
                }

                Replace(next, path, keepPermissions, hasty ? 1 : Tries, TimeProvider.System);
                return;
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                TryRemove(next);
                if (left == 0 || !IsTakenForLeftover(refusal))
                    throw;
            }
        }
    }

    /// <summary>
    /// Removes what writers that were killed left beside a file: parts of what it was to be, which nobody reads. What a writer
    /// has open stays; one whose file is removed just after it was closed writes it again.
    /// </summary>
    internal static void RemoveLeftovers(string path)
    {
        try
        {
            var (folder, name) = (Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));
            foreach (var file in Directory.EnumerateFiles(folder, "*" + NextSuffix))
            {
                if (IsNextOf(name, Path.GetFileName(file)) && (OperatingSystem.IsWindows() || IsNobodys(file)))
                    TryRemove(file);
            }
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // The next write of the file looks again.
        }
    }

    /// <summary>Makes a file that must not exist and is nobody else's while it is open.</summary>
    /// <param name="like">The file whose permissions it has from its first moment; null: those of a new one.</param>
    internal static FileStream Create(string next, string? like)
    {
        if (like is not null && OperatingSystem.IsWindows())
        {
            return new FileInfo(next).Create(
                FileMode.CreateNew, FileSystemRights.Write, FileShare.None, bufferSize: 4096, FileOptions.None,
                new FileSecurity(like, AccessControlSections.Access));
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (like is null || OperatingSystem.IsWindows())
            return new(next, options);
        var mode = File.GetUnixFileMode(like);
        options.UnixCreateMode = mode;
        var file = new FileStream(next, options);
        File.SetUnixFileMode(file.SafeFileHandle, mode); // of which the umask may have taken
        return file;
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
    public static void Replace(string next, string path, bool keepPermissions = false, TimeProvider? time = null) =>
        Replace(next, path, keepPermissions, Tries, time ?? TimeProvider.System);

    private static void Replace(string next, string path, bool keepPermissions, int tries, TimeProvider time)
    {
        for (var left = tries - 1; ; left--)
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
                Task.Delay(Pause, time).GetAwaiter().GetResult();
            }
        }
    }

    private static bool IsHeld(Exception exception) =>
        exception is UnauthorizedAccessException or (IOException and not (FileNotFoundException or DirectoryNotFoundException));

    private static bool IsNextOf(string name, string other) =>
        other.Length == name.Length + 1 + NameLength + NextSuffix.Length
        && other.StartsWith(name + ".", StringComparison.Ordinal)
        && other[(name.Length + 1)..^NextSuffix.Length].All(char.IsAsciiHexDigitLower);

    /// <summary>Whether no writer has a file open. Windows refuses by itself to remove one that somebody has.</summary>
    private static bool IsNobodys(string file)
    {
        if (new FileInfo(file).LinkTarget is not null || SpecialFile.KindOf(file) is not null)
            return true; // no writer made it, and it is not opened
        try
        {
            // Shared, for it may have its place by now, and a reader must not be kept out.
            using var look = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            return true;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether another writer looked at the file before it was locked, or removed it before it had its place.</summary>
    private static bool IsTakenForLeftover(Exception refusal) => refusal is FileNotFoundException
        || (!OperatingSystem.IsWindows() && refusal is IOException inUse && RunLock.IsInUse(inUse));

    private static void TryRemove(string next)
    {
        try
        {
            File.Delete(next);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // The next write of the file tries again.
        }
    }
}
