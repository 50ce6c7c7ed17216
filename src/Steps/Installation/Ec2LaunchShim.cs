using System.Text;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Installation;

/// <summary>
/// This program as <c>EC2Launch.exe</c> where scripts look for that of EC2Launch v2, with the folders of its log and its state.
/// </summary>
/// <param name="programFolder"><c>%ProgramFiles%\Amazon\EC2Launch</c>.</param>
/// <param name="dataFolder"><c>%ProgramData%\Amazon\EC2Launch</c>.</param>
/// <param name="source">The file that goes to the first; it finds our program from there.</param>
internal sealed class Ec2LaunchShim(
    string programFolder, string dataFolder, string source, string logFile, Ec2LaunchMarkers markers, IFolderSecurity security)
{
    /// <summary>What the file holds: where it finds the program, as the build writes it. No other file does.</summary>
    public const string Mark = "../../OpenLaunch/openlaunch.";

    // It is 150 kB to 1 MB, and Amazon's is many times that.
    private const long MostBytes = 4 << 20;

    private string Program => Path.Combine(programFolder, Path.GetFileName(source));

    private string StateFolder => Path.Combine(dataFolder, "state");

    private string AgentLog => Path.Combine(dataFolder, "log", "agent.log");

    /// <summary>Installs it.</summary>
    /// <param name="replaces">Whether Amazon's program may be moved aside.</param>
    /// <exception cref="IOException">Amazon's program is in the way; nothing is done.</exception>
    /// <exception cref="UntrustedFilesException">Others can alter the folder of the state.</exception>
    public IReadOnlyList<InstallationAct> InstallationActs(bool replaces)
    {
        var isInTheWay = Directory.Exists(programFolder)
            && Directory.EnumerateFileSystemEntries(programFolder).Any(
                path => !path.Equals(Program, StringComparison.OrdinalIgnoreCase) || !IsOurs(path));
        if (isInTheWay && !replaces)
        {
            throw new IOException(
                $"{programFolder} is Amazon's. Give --replace-ec2launch to move it aside until OpenLaunch is uninstalled, or "
                + "install without --shims. Nothing was done.");
        }

        var others = new[] { Path.GetDirectoryName(dataFolder)!, dataFolder, StateFolder }.Where(Directory.Exists)
            .Select(folder => (folder, DataFolders.IsLink(new DirectoryInfo(folder))
                ? "is a link" : security.FindUntrustedMovers(folder) is [var other, ..] ? $"can be exchanged by {other}" : null))
            .Where(found => found.Item2 is not null).ToList();
        if (others.Count > 0)
        {
            throw new UntrustedFilesException($"{others[0].folder} {others[0].Item2}. Remove it, or install without --shims. "
                + "Nothing was done.");
        }

        return
        [
            .. isInTheWay ? [FolderAside.Move(programFolder)] : Array.Empty<InstallationAct>(),
            InstallationAct.Of($"write {Program}", WriteProgram),
            InstallationAct.Of($"keep the markers of EC2Launch v2 in {StateFolder}", () =>
            {
                MakeFolders(StateFolder);
                markers.KeepIn(StateFolder);
            }),
            .. File.Exists(AgentLog) ? [] : new[]
            {
                InstallationAct.Of($"name our log in {AgentLog}", () =>
                {
                    MakeFolders(Path.GetDirectoryName(AgentLog)!);
                    AtomicFile.Write(AgentLog, Encoding.UTF8.GetBytes(LogText));
                }),
            },
        ];
    }

    /// <summary>Brings one that is installed up to date: that of another build finds no program where this one is.</summary>
    public IEnumerable<InstallationAct> RenewalActs()
    {
        if (File.Exists(Program) && IsOurs(Program))
            yield return InstallationAct.Of($"write {Program}", WriteProgram);
    }

    /// <summary>Removes what is ours, and moves Amazon's back.</summary>
    public IReadOnlyList<InstallationAct> RemovalActs()
    {
        if (!File.Exists(Program) || !IsOurs(Program))
            return [];
        return
        [
            InstallationAct.Of($"remove {Program}", () =>
            {
                File.Delete(Program);
                RemoveEmpty(programFolder);
            }),
            InstallationAct.Of($"remove the markers in {StateFolder}", () =>
            {
                markers.Forget();
                if (File.Exists(AgentLog) && new FileInfo(AgentLog).Length < MostBytes && File.ReadAllText(AgentLog) == LogText)
                    File.Delete(AgentLog);
                RemoveEmpty(Path.GetDirectoryName(AgentLog)!);
                RemoveEmpty(StateFolder);
                RemoveEmpty(dataFolder);
            }),
            .. FolderAside.Restore(programFolder),
        ];
    }

    private string LogText => $"The launch agent of this machine is OpenLaunch. Its log is {logFile}.{Environment.NewLine}";

    private static bool IsOurs(string path) => new FileInfo(path) is { Exists: true, Length: < MostBytes }
        && File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Mark)) >= 0;

    private static void RemoveEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private void WriteProgram()
    {
        if (!File.Exists(source))
        {
            throw new IOException($"{Program} cannot be written, for {source} is missing. Unpack the whole zip and install from "
                + "there, or install without --shims.");
        }

        Directory.CreateDirectory(programFolder);
        AtomicFile.Write(Program, File.ReadAllBytes(source));
    }

    /// <summary>
    /// Outermost first. A folder that is there keeps its permissions, for beside it is Amazon's configuration; only that of the
    /// state, in which a file that is missing means something, is never anybody else's.
    /// </summary>
    private void MakeFolders(string folder)
    {
        if (Directory.Exists(folder) && folder != StateFolder)
            return;
        if (!Directory.Exists(folder))
            MakeFolders(Path.GetDirectoryName(folder)!);
        security.Secure(folder, usersMayRead: true);
    }
}
