using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Installation;

/// <summary>The agent's program files: of one version at any time, replaced whole or not at all.</summary>
internal sealed class ProgramFiles(string folder, Action<string, string> move)
{
    public ProgramFiles(string folder)
        : this(folder, File.Move)
    {
    }

    /// <summary>The new files on their way. Beside the folder: files are only moved within a volume.</summary>
    private string Next => folder + ".next";

    /// <summary>The old files, which Windows keeps while they run, but lets be moved.</summary>
    private string Old => folder + ".old";

    /// <summary>Open while files are replaced, so that nobody takes them for leftovers.</summary>
    private string Mark => Path.Combine(Old, "under-way");

    /// <summary>Whether the files are in this very folder.</summary>
    public bool AreIn(string source) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(source))
        .Equals(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), StringComparison.OrdinalIgnoreCase);

    /// <summary>Puts the files of another version in the place of those that are there.</summary>
    /// <param name="source">The folder that holds them, and nothing else.</param>
    /// <exception cref="IOException">
    /// A file is in use, a link is in the way, or the disk is full. What was there before is there again.
    /// </exception>
    public void Replace(string source)
    {
        RemoveLeftovers();
        if (FolderTree.Entries(folder).Prepend(new DirectoryInfo(folder)).FirstOrDefault(DataFolders.IsLink) is { } link)
        {
            throw new IOException(
                $"The program in {folder} was not replaced: {link.FullName} is a link, and none is followed. Remove it.");
        }

        var aside = Path.Combine(Old, Path.GetRandomFileName());
        Directory.CreateDirectory(aside);
        using (new FileStream(Mark, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            try
            {
                // Behind links too, or a part of the program would be missing: the source is the caller's own.
                foreach (var file in FolderTree.Reachable(source))
                    File.Copy(file, MakeRoom(Path.Combine(Next, Path.GetRelativePath(source, file))));
                Exchange(aside);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new IOException(
                    $"The program in {folder} was not replaced: {failure.Message} End what uses it and install again.", failure);
            }
        }

        RemoveLeftovers();
    }

    /// <summary>Removes what earlier replacements left because it was in use.</summary>
    public void RemoveLeftovers()
    {
        if (DataFolders.IsLink(new DirectoryInfo(Old)) || TryDelete(new FileInfo(Mark)))
            _ = (Remove(Next), Remove(Old));
    }

    /// <summary>Removes all but files in use, which the program that removes itself cannot remove.</summary>
    /// <returns>The files that stay.</returns>
    public IReadOnlyList<string> Remove()
    {
        RemoveLeftovers();
        return Remove(folder);
    }

    private void Exchange(string aside)
    {
        var done = new Stack<(string From, string To)>();
        var files = FilesIn(Next);
        var former = FormerFiles.In(folder).Except(files, StringComparer.OrdinalIgnoreCase).ToList();
        try
        {
            foreach (var file in files)
            {
                var place = MakeRoom(Path.Combine(folder, file));
                if (File.Exists(place))
                    Move(place, MakeRoom(Path.Combine(aside, file)), done);
                Move(Path.Combine(Next, file), place, done);
            }

            foreach (var file in former)
                Move(Path.Combine(folder, file), MakeRoom(Path.Combine(aside, file)), done);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            while (done.TryPop(out var step))
                move(step.To, step.From);
            throw;
        }
    }

    private void Move(string from, string to, Stack<(string From, string To)> done)
    {
        move(from, to);
        done.Push((from, to));
    }

    private static IReadOnlyList<string> FilesIn(string folder) =>
        [.. FolderTree.Entries(folder).OfType<FileInfo>().Select(file => Path.GetRelativePath(folder, file.FullName))];

    private static string MakeRoom(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }

    private static List<string> Remove(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var kept = FolderTree.FilesAndLinks(folder).ToList().Where(entry => !TryDelete(entry))
            .Select(entry => entry.FullName).ToList();
        if (kept.Count == 0)
            Directory.Delete(folder, recursive: true); // of a link the link alone
        return kept;
    }

    private static bool TryDelete(FileSystemInfo entry)
    {
        try
        {
            if (entry.Exists || DataFolders.IsLink(entry))
                entry.Delete();
            return true;
        }
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
