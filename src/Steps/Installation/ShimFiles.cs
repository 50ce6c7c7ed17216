using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Steps.Installation;

/// <summary>
/// Scripts of ours at the places where image builds look for those of EC2Launch v1. A file there that does not begin with our
/// mark is somebody else's: it is neither overwritten nor removed.
/// </summary>
internal sealed class ShimFiles(string root, IReadOnlyDictionary<string, byte[]> files, Action<string> makeFolder)
{
    private const string Mark = "# OpenLaunch shim.";

    /// <summary>Installs the scripts.</summary>
    /// <exception cref="IOException">Files of somebody else are in the way; tells all, and nothing is done.</exception>
    public IReadOnlyList<InstallationAct> InstallationActs()
    {
        var foreign = Paths().Where(path => File.Exists(path) && !IsOurs(path)).ToList();
        if (foreign.Count > 0)
        {
            throw new IOException(
                $"Not overwritten, since they are not OpenLaunch's: {string.Join(", ", foreign)}. Remove EC2Launch first, or install "
                + "without --shims. Nothing was done.");
        }

        return [.. files.Select(file => InstallationAct.Of($"write {PathOf(file.Key)}", () => Write(PathOf(file.Key), file.Value)))];
    }

    /// <summary>Removes those of the scripts that are ours, and the folders that are then empty.</summary>
    public IReadOnlyList<InstallationAct> RemovalActs() =>
        [.. Paths().Where(path => File.Exists(path) && IsOurs(path))
            .Select(path => InstallationAct.Of($"remove {path}", () => Remove(path)))];

    private IEnumerable<string> Paths() => files.Keys.Select(PathOf);

    private string PathOf(string name) => Path.Combine(root, name);

    private static bool IsOurs(string path) =>
        File.ReadLines(path).FirstOrDefault()?.StartsWith(Mark, StringComparison.Ordinal) == true;

    private void Write(string path, byte[] content)
    {
        MakeFolders(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, content);
    }

    /// <summary>Outermost first: each new folder has its permissions before anything can be put into it.</summary>
    private void MakeFolders(string folder)
    {
        if (Directory.Exists(folder))
            return;
        MakeFolders(Path.GetDirectoryName(folder)!);
        makeFolder(folder);
    }

    private void Remove(string path)
    {
        File.Delete(path);
        for (var folder = Path.GetDirectoryName(path)!;
            folder.StartsWith(root, StringComparison.OrdinalIgnoreCase) && !Directory.EnumerateFileSystemEntries(folder).Any();
            folder = Path.GetDirectoryName(folder)!)
        {
            Directory.Delete(folder);
        }
    }
}
