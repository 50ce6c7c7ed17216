using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Installation;

/// <summary>
/// Scripts of ours at the places where image builds look for those of EC2Launch v1. A file there that does not begin with our
/// mark is somebody else's: it is neither overwritten nor removed.
/// </summary>
internal sealed class ShimFiles(string root, IReadOnlyDictionary<string, byte[]> files, IFolderSecurity security)
{
    private const string Mark = "# OpenLaunch shim.";

    private readonly DataFolders folders = new(security, TimeProvider.System);

    // Image builds read EC2Launch's log there; an agent that is replaced has its folder of logs.
    private string LogFolder => Path.Combine(root, "Log");

    /// <summary>Installs the scripts.</summary>
    /// <param name="replaces">Whether the folders with somebody else's files may be moved aside.</param>
    /// <exception cref="IOException">Files of somebody else are in the way; tells all, and nothing is done.</exception>
    public IReadOnlyList<InstallationAct> InstallationActs(bool replaces = false)
    {
        var foreign = Paths().Where(path => File.Exists(path) && !IsOurs(path)).ToList();
        if (foreign.Count > 0 && !replaces)
        {
            throw new IOException(
                $"Not overwritten, since they are not OpenLaunch's: {string.Join(", ", foreign)}. "
                + "Give --replace-ec2launch to move them aside until OpenLaunch is uninstalled, or install without --shims. "
                + "Nothing was done.");
        }

        var moved = foreign.Select(path => Path.GetDirectoryName(path)!).Distinct().ToList();
        var others = Existing().Except(moved).SelectMany(WhyNotOurs).ToList();
        if (others.Count > 0)
        {
            throw new UntrustedFilesException(
                $"Not used, since somebody else can alter it: {string.Join(" ", others)} Remove it, or install without --shims. "
                + "Nothing was done.");
        }

        return
        [
            .. moved.Select(FolderAside.Move),
            .. files.Select(file => InstallationAct.Of($"write {PathOf(file.Key)}", () => Write(PathOf(file.Key), file.Value))),
            InstallationAct.Of($"make {LogFolder}", () => MakeFolders(LogFolder)),
        ];
    }

    /// <summary>Removes the scripts that are ours, and folders that are then empty; moves back what was aside.</summary>
    public IReadOnlyList<InstallationAct> RemovalActs() =>
        [.. Paths().Where(path => File.Exists(path) && IsOurs(path))
            .Select(path => InstallationAct.Of($"remove {path}", () => Remove(path))),
            .. Paths().Select(path => Path.GetDirectoryName(path)!).Distinct().SelectMany(FolderAside.Restore)];

    private IEnumerable<string> Paths() => files.Keys.Select(PathOf);

    private string PathOf(string name) => Path.Combine(root, name);

    private static bool IsOurs(string path) =>
        File.ReadLines(path).FirstOrDefault()?.StartsWith(Mark, StringComparison.Ordinal) == true;

    private void Write(string path, byte[] content)
    {
        MakeFolders(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, content);
    }

    /// <summary>The folders that there are, from the one that other agents of Amazon share down.</summary>
    private IEnumerable<string> Existing() =>
        new[] { Path.GetDirectoryName(Path.GetDirectoryName(root)!)!, Path.GetDirectoryName(root)!, root, LogFolder }
            .Concat(Paths().Select(path => Path.GetDirectoryName(path)!)).Distinct().Where(Directory.Exists);

    private IEnumerable<string> WhyNotOurs(string folder)
    {
        if (DataFolders.IsLink(new DirectoryInfo(folder)))
            yield return $"{folder} is a link.";
        else if (security.FindUntrustedMovers(folder) is [var other, ..])
            yield return $"{folder} belongs to or can be exchanged by {other}.";
        if (!Paths().Any(path => Path.GetDirectoryName(path) == folder))
            yield break; // what others keep beside ours is theirs
        foreach (var (path, reason) in folders.Foreign(folder).Where(found => File.Exists(found.Path)))
            yield return $"{path}: {reason}.";
    }

    /// <summary>Outermost first: each folder has its permissions before anything is put into it. That of others stays.</summary>
    private void MakeFolders(string folder)
    {
        var isOthers = !folder.StartsWith(root, StringComparison.OrdinalIgnoreCase);
        if (isOthers && Directory.Exists(folder))
            return;
        MakeFolders(Path.GetDirectoryName(folder)!);
        security.Secure(folder, usersMayRead: true);
    }

    private void Remove(string path)
    {
        File.Delete(path);
        if (Directory.Exists(LogFolder) && !Directory.EnumerateFileSystemEntries(LogFolder).Any())
            Directory.Delete(LogFolder);
        for (var folder = Path.GetDirectoryName(path)!;
            folder.StartsWith(root, StringComparison.OrdinalIgnoreCase) && !Directory.EnumerateFileSystemEntries(folder).Any();
            folder = Path.GetDirectoryName(folder)!)
        {
            Directory.Delete(folder);
        }
    }
}
