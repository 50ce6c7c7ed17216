namespace OpenLaunch.Steps.Permissions;

/// <summary>What is in a folder and in those below. No link is followed; .NET's own listing follows each.</summary>
internal static class FolderTree
{
    /// <summary>Files, links and folders, each folder after what is in it; nothing where there is no folder.</summary>
    public static IEnumerable<FileSystemInfo> Entries(string folder)
    {
        var root = new DirectoryInfo(folder);
        return root.Exists && !DataFolders.IsLink(root) ? Within(root) : [];
    }

    /// <summary>The files of a folder and of those below, and links as what they are.</summary>
    public static IEnumerable<FileSystemInfo> FilesAndLinks(string folder) =>
        Entries(folder).Where(entry => entry is FileInfo || DataFolders.IsLink(entry));

    /// <summary>The files that can be reached from a folder, behind links too; no folder twice, whatever leads to it.</summary>
    public static IEnumerable<string> Reachable(string folder)
    {
        var (next, seen) = (new Queue<DirectoryInfo>([new(folder)]), new HashSet<string>());
        while (next.TryDequeue(out var reached))
        {
            var target = reached.ResolveLinkTarget(returnFinalTarget: true) ?? reached;
            if (!target.Exists || !seen.Add(target.FullName))
                continue;
            foreach (var entry in Within(reached))
            {
                if (entry is FileInfo)
                    yield return entry.FullName;
                else if (DataFolders.IsLink(entry))
                    next.Enqueue((DirectoryInfo)entry);
            }
        }
    }

    private static IEnumerable<FileSystemInfo> Within(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo inner && !DataFolders.IsLink(inner))
            {
                foreach (var below in Within(inner))
                    yield return below;
            }

            yield return entry;
        }
    }
}
