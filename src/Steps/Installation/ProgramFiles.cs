namespace OpenLaunch.Steps.Installation;

/// <summary>The agent's program files: copied whole, removed whole.</summary>
internal static class ProgramFiles
{
    /// <summary>Copies a folder with all in it; files that are there already are overwritten.</summary>
    /// <exception cref="IOException">A file is in use, or the disk is full.</exception>
    public static void Copy(string source, string target)
    {
        if (Path.GetFullPath(source).TrimEnd(Path.DirectorySeparatorChar)
            .Equals(Path.GetFullPath(target).TrimEnd(Path.DirectorySeparatorChar), StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    /// <summary>Removes all but files in use, which the program that removes itself cannot remove.</summary>
    public static IReadOnlyList<string> Remove(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var kept = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
            {
                kept.Add(file);
            }
        }

        if (kept.Count == 0)
            Directory.Delete(folder, recursive: true);
        return kept;
    }
}
