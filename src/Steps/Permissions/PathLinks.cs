using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Permissions;

/// <summary>
/// Refuses to write through links that others than administrators can alter: as LocalSystem the agent would write wherever they
/// point, in the place of whoever made them.
/// </summary>
internal sealed class PathLinks(IFolderSecurity security)
{
    private const int MostLinks = 40;

    /// <summary>Looks at each link on the way to a file, the file too, and at those on the way to where they lead.</summary>
    /// <exception cref="MachineException">Others can alter one.</exception>
    public void Demand(string path)
    {
        if (Find(Path.GetFullPath(path), MostLinks) is { } found)
        {
            throw new MachineException(
                $"'{path}' leads elsewhere through the link '{found.Link}', which {found.Who} can alter, so nothing was written. "
                + "Remove the link, or name the place itself that it leads to.");
        }
    }

    /// <summary>Whether others could make a folder lead elsewhere between a look at it and a write there.</summary>
    public bool IsExchangeable(string folder) => HasAny(folder) || Steps(folder).Where(Directory.Exists).Any(CanBeMoved);

    /// <summary>Whether there is a link on the way to a file or folder, or in its place.</summary>
    public static bool HasAny(string path) => Steps(path).Any(place => LinkAt(place) is not null);

    private bool CanBeMoved(string folder)
    {
        try
        {
            return security.FindUntrustedMovers(folder).Count > 0;
        }
        catch (Exception refusal) when (refusal is IOException or NotSupportedException or InvalidOperationException)
        {
            return true; // a volume or share that knows no permissions
        }
    }

    private (string Link, string Who)? Find(string path, int linksLeft)
    {
        foreach (var place in Steps(path))
        {
            if (LinkAt(place) is not { } entry)
                continue;
            var who = security.FindUntrustedWriters(place).Concat(
                Path.GetDirectoryName(place) is { } folder ? security.FindUntrustedMovers(folder) : []).FirstOrDefault();
            if (who is not null || linksLeft == 0)
                return (place, who ?? "nobody knows who");
            return entry.ResolveLinkTarget(returnFinalTarget: false) is { } target
                ? Find(Path.GetFullPath(Path.Combine(target.FullName, Path.GetRelativePath(place, path))), linksLeft - 1)
                : null;
        }

        return null;
    }

    /// <summary>Files have reparse points that lead nowhere, too: a volume that saves room leaves them.</summary>
    private static FileSystemInfo? LinkAt(string place)
    {
        FileSystemInfo entry = Directory.Exists(place) ? new DirectoryInfo(place) : new FileInfo(place);
        return DataFolders.IsLink(entry) && (entry is DirectoryInfo || entry.LinkTarget is not null) ? entry : null;
    }

    /// <summary>The path's folders, outermost first, and the path.</summary>
    private static IEnumerable<string> Steps(string path)
    {
        var places = new Stack<string>();
        for (var place = Path.GetFullPath(path); place is not null; place = Path.GetDirectoryName(place))
            places.Push(place);
        return places;
    }
}
