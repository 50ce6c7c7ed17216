namespace OpenLaunch.Steps.Permissions;

/// <summary>
/// Refuses files that others than Administrators and SYSTEM can alter, as sshd does: a run acts as LocalSystem, so whoever
/// can write its configuration or its step assemblies is LocalSystem too.
/// </summary>
internal sealed class TrustedFiles(Func<string, IReadOnlyList<string>> findUntrustedWriters)
{
    /// <summary>Checks files and the folders they are in.</summary>
    /// <exception cref="UntrustedFilesException">Somebody else can alter one.</exception>
    public void Demand(IEnumerable<string> files)
    {
        var paths = files.Where(File.Exists).Select(Path.GetFullPath)
            .SelectMany(file => new[] { file, Path.GetDirectoryName(file)! }).Distinct();
        var findings = paths.Select(path => (Path: path, Writers: findUntrustedWriters(path)))
            .Where(finding => finding.Writers.Count > 0)
            .Select(finding => $"{finding.Path} can be altered by {string.Join(", ", finding.Writers)}.").ToList();
        if (findings.Count == 0)
            return;
        throw new UntrustedFilesException(string.Join(Environment.NewLine, [
            .. findings,
            "A run acts as LocalSystem, so only Administrators and SYSTEM may write these. Nothing was run. Correct the "
                + "permissions (icacls), or in a lab add --insecure-permissions.",
        ]));
    }
}
