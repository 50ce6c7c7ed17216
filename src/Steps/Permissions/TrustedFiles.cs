namespace OpenLaunch.Steps.Permissions;

/// <summary>
/// Refuses files that others than Administrators and SYSTEM can alter, as sshd does: a run acts as LocalSystem, so whoever
/// can write its configuration or its step assemblies is LocalSystem too.
/// </summary>
internal sealed class TrustedFiles(IFolderSecurity security)
{
    private const int MostLinks = 40;

    /// <summary>
    /// Checks files, the folders they are in, and the folders above those, which nobody else may exchange. A link is followed,
    /// and checked at both ends.
    /// </summary>
    /// <exception cref="UntrustedFilesException">Somebody else can alter one.</exception>
    public void Demand(IEnumerable<string> files)
    {
        var whole = new HashSet<string>();
        var above = new HashSet<string>();
        foreach (var file in files.Where(File.Exists).Select(Path.GetFullPath))
            Collect(file, whole, above, MostLinks);
        above.ExceptWith(whole);
        var findings = whole.Select(path => (Path: path, Who: security.FindUntrustedWriters(path), Act: "altered"))
            .Concat(above.Select(path => (Path: path, Who: security.FindUntrustedMovers(path), Act: "exchanged")))
            .Where(finding => finding.Who.Count > 0)
            .Select(finding => $"{finding.Path} can be {finding.Act} by {string.Join(", ", finding.Who)}.").ToList();
        if (findings.Count == 0)
            return;
        throw new UntrustedFilesException(string.Join(Environment.NewLine, [
            .. findings,
            "A run acts as LocalSystem, so only Administrators and SYSTEM may write these. Nothing was run. Correct the "
                + "permissions (icacls), or in a lab add --insecure-permissions.",
        ]));
    }

    private static void Collect(string file, HashSet<string> whole, HashSet<string> above, int linksLeft)
    {
        whole.Add(file);
        var folder = Path.GetDirectoryName(file)!;
        whole.Add(folder);
        for (var place = Path.GetDirectoryName(folder); place is not null; place = Path.GetDirectoryName(place))
            above.Add(place);
        for (var place = file; place is not null; place = Path.GetDirectoryName(place))
        {
            FileSystemInfo entry = place == file ? new FileInfo(place) : new DirectoryInfo(place);
            if (!DataFolders.IsLink(entry) || entry.ResolveLinkTarget(returnFinalTarget: false) is not { } target)
                continue;
            if (linksLeft == 0)
                throw new UntrustedFilesException($"{file} leads through too many links. Nothing was run. Name its target.");
            var rest = place == file ? target.FullName : Path.Combine(target.FullName, Path.GetRelativePath(place, file));
            Collect(Path.GetFullPath(rest), whole, above, linksLeft - 1);
        }
    }
}
