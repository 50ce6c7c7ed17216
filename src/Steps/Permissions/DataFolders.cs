using System.Globalization;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.Permissions;

/// <summary>
/// Keeps the agent's folders for administrators. Every user may make folders where they are to be: what somebody else put there
/// is moved aside before anything in it is read, and no link is followed.
/// </summary>
internal sealed class DataFolders(IFolderSecurity security, TimeProvider time)
{
    // The agent's own are three deep.
    private const int MostDepth = 8;

    /// <summary>Makes the folders, outermost first, and moves aside what is not ours.</summary>
    /// <param name="folders">The folders, each after the one it is in.</param>
    /// <returns>What was moved aside, in words.</returns>
    /// <exception cref="UntrustedFilesException">Something could not be moved aside, or must not.</exception>
    /// <exception cref="UnauthorizedAccessException">The process is not elevated.</exception>
    public IReadOnlyList<string> Prepare(string root, IReadOnlyList<DataFolder> folders)
    {
        var stamp = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var moved = new List<string>();
        if (WhyNotAFolderOfOurs(root) is { } reason)
            moved.Add(MoveAside(root, $"{root}.not-ours-{stamp}", reason));
        Make(root, usersMayRead: true);
        foreach (var folder in folders)
        {
            if (WhyNotAFolderOfOurs(folder.Path) is { } why)
                moved.Add(MoveAside(folder.Path, PlaceIn(root, stamp, folder.Path, moved.Count), why));
            Make(folder.Path, folder.UsersMayRead, isFirst: false);
            if (!folder.IsOperators && Directory.Exists(folder.Path))
            {
                foreach (var found in Foreign(folder.Path))
                    moved.Add(MoveAside(found.Path, PlaceIn(root, stamp, found.Path, moved.Count), found.Reason));
            }
        }

        return moved;
    }

    /// <summary>Refuses links in folders that somebody named, and what is in them is not to be read through any.</summary>
    /// <param name="folders">Folders that somebody named: what is in them directly is the agent's.</param>
    /// <param name="own">Folders that the agent makes in those: what is in them at any depth is its own.</param>
    /// <exception cref="UntrustedFilesException">There are some; tells all.</exception>
    public static void DemandNoLinks(IReadOnlyList<string> folders, IReadOnlyList<string> own) => Refuse(
        folders, own, WhyLink, "Nothing was run, since no link in a state folder is followed. Remove them.");

    /// <summary>
    /// Refuses pipes, devices and sockets in the place of files, in folders as above: opening one may wait for ever, and reading
    /// one may not end.
    /// </summary>
    /// <exception cref="UntrustedFilesException">There are some; tells all.</exception>
    public static void DemandFiles(IReadOnlyList<string> folders, IReadOnlyList<string> own)
    {
        try
        {
            Refuse(
                folders, own, entry => SpecialFile.KindOf(entry.FullName) is { } kind ? $"it is {kind}" : null,
                "Nothing was done, since only files are read from a state folder. Remove them.");
        }
        catch (UnauthorizedAccessException)
        {
            // Whoever may not list a folder is told so by what wants to read there.
        }
    }

    /// <summary>
    /// Refuses folders that somebody named where others own them, or can alter them or what is in them; makes them where there
    /// are none.
    /// </summary>
    /// <exception cref="UntrustedFilesException">There is such; tells all.</exception>
    public void DemandOurs(IReadOnlyList<string> folders, bool makes)
    {
        var foreign = folders.Where(Directory.Exists)
            .SelectMany(folder => WhyForeign(new DirectoryInfo(folder)) is { } reason ? [(folder, reason)] : Foreign(folder))
            .DistinctBy(found => found.Item1).Select(found => $"{found.Item1} is not used: {found.Item2}.").ToList();
        if (foreign.Count > 0)
        {
            throw new UntrustedFilesException(string.Join(Environment.NewLine, [
                .. foreign, "Nothing was run, since others could have put it there. Remove it, or correct owner and mode (chown, "
                    + "chmod go-w), or in a lab add --insecure-permissions.",
            ]));
        }

        foreach (var (number, folder) in (makes ? folders : []).Index())
            Make(folder, usersMayRead: false, isFirst: number == 0);
    }

    /// <summary>
    /// What in a folder, and in the folders within, is a link, or others own or can alter. A folder among that is named whole,
    /// and not looked into.
    /// </summary>
    public IReadOnlyList<(string Path, string Reason)> Foreign(string folder) =>
        [.. Foreign(new DirectoryInfo(folder), depth: 1)];

    /// <summary>Whether a path is a link or another reparse point, which leads somewhere else.</summary>
    public static bool IsLink(FileSystemInfo entry) =>
        (int)entry.Attributes != -1 && entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static void Refuse(
        IReadOnlyList<string> folders, IReadOnlyList<string> own, Func<FileSystemInfo, string?> whyNot, string advice)
    {
        var refused = folders.SelectMany(folder => Within(new DirectoryInfo(folder), depth: 1))
            .Concat(own.SelectMany(folder => Within(new DirectoryInfo(folder), MostDepth)))
            .DistinctBy(entry => entry.FullName)
            .Select(entry => whyNot(entry) is { } reason ? $"{entry.FullName}{reason["it".Length..]}." : null)
            .OfType<string>().ToList();
        if (refused.Count > 0)
            throw new UntrustedFilesException(string.Join(Environment.NewLine, [.. refused, advice]));
    }

    private IEnumerable<(string Path, string Reason)> Foreign(DirectoryInfo folder, int depth)
    {
        foreach (var entry in Within(folder, depth: 1).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (WhyForeign(entry) is { } reason)
                yield return (entry.FullName, reason);
            else if (entry is DirectoryInfo && depth == MostDepth)
                yield return (entry.FullName, $"it is {MostDepth} folders deep, where the agent puts nothing");
            else if (entry is DirectoryInfo inner)
            {
                foreach (var found in Foreign(inner, depth + 1))
                    yield return found;
            }
        }
    }

    /// <summary>What is in a folder, and so many folders deep; no link is followed.</summary>
    private static IEnumerable<FileSystemInfo> Within(DirectoryInfo folder, int depth)
    {
        List<FileSystemInfo> entries;
        try
        {
            entries = [.. folder.EnumerateFileSystemInfos()];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // a run that is under way has removed it
        }

        return depth == 1 ? entries : entries.Concat(
            entries.OfType<DirectoryInfo>().Where(entry => !IsLink(entry)).SelectMany(entry => Within(entry, depth - 1)));
    }

    private static string? WhyLink(FileSystemInfo entry) =>
        IsLink(entry) ? $"it is a link to {entry.LinkTarget ?? "another place"}" : null;

    private string? WhyForeign(FileSystemInfo entry)
    {
        if (WhyLink(entry) is { } link)
            return link;
        try
        {
            var writers = security.FindUntrustedWriters(entry.FullName);
            return writers.Count > 0 ? $"it can be altered by {string.Join(", ", writers)}"
                : security.HasOtherName(entry.FullName) ? "it has another name elsewhere (a hard link)" : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // a run that is under way has put it in its place, or removed it
        }
    }

    /// <summary>One whose owner is trusted is ours, whoever may write there: it gets its permissions and a check.</summary>
    private string? WhyNotAFolderOfOurs(string path)
    {
        var entry = new DirectoryInfo(path);
        if (WhyLink(entry) is { } link)
            return link;
        if (!entry.Exists)
            return File.Exists(path) ? "it is no folder" : null;
        return security.IsOwnerTrusted(path) ? null : $"it belongs to {security.FindUntrustedWriters(path)[0]}";
    }

    /// <param name="isFirst">Whether its refusal says that the process may write nothing here.</param>
    private void Make(string path, bool usersMayRead, bool isFirst = true)
    {
        try
        {
            security.Secure(path, usersMayRead);
        }
        catch (Exception refusal) when (!Directory.Exists(path)
            && (refusal is IOException || (refusal is UnauthorizedAccessException && !isFirst)))
        {
            return; // a full or read-only disk: a boot goes on without its records, and nothing is there to be trusted
        }

        // Somebody may have made it in between: the making of a folder that exists succeeds.
        if (WhyNotAFolderOfOurs(path) is { } reason)
            throw new UntrustedFilesException($"{path} is not used: {reason}. Somebody makes it while we do. Nothing was run.");
    }

    private string PlaceIn(string root, string stamp, string path, int number)
    {
        var folder = Path.Combine(root, "not-ours");
        if (IsLink(new DirectoryInfo(folder)))
            Directory.Delete(folder); // the link alone
        security.Secure(folder, usersMayRead: false);
        return Path.Combine(folder, $"{stamp}-{number}-{Path.GetFileName(path)}");
    }

    private static string MoveAside(string path, string place, string reason)
    {
        try
        {
            // A link is moved itself, not what it leads to.
            if (File.GetAttributes(path).HasFlag(FileAttributes.Directory))
                Directory.Move(path, place);
            else
                File.Move(path, place);
        }
        catch (IOException e)
        {
            throw new UntrustedFilesException(
                $"{path} is not used, because {reason}; and it cannot be moved aside: {e.Message} Nothing was run. Remove it "
                + "by hand.");
        }

        return $"{path} was moved to {place}, because {reason}.";
    }
}

/// <summary>One of the agent's folders.</summary>
/// <param name="UsersMayRead">Whether ordinary users may read what is in it.</param>
/// <param name="IsOperators">
/// Whether what is in it is the operator's, and so stays where it is: a configuration that is not trusted is refused, and not
/// left out.
/// </param>
internal sealed record DataFolder(string Path, bool UsersMayRead, bool IsOperators = false);
