using System.Runtime.Versioning;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Installation;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Runner.Composition;

/// <summary>What stands where callers look for EC2Launch: the scripts of version 1, the program of version 2.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsShims
{
    private const string ResourceStart = "shims/";

    /// <param name="replaces">Whether Amazon's own files are moved aside.</param>
    public static IReadOnlyList<InstallationAct> InstallationActs(bool replaces) =>
        [.. Scripts().InstallationActs(replaces), .. Program().InstallationActs(replaces)];

    /// <summary>Brings EC2Launch.exe up to date where it is installed.</summary>
    public static IReadOnlyList<InstallationAct> RenewalActs() => [.. Program().RenewalActs()];

    public static IReadOnlyList<InstallationAct> RemovalActs() => [.. Scripts().RemovalActs(), .. Program().RemovalActs()];

    private static ShimFiles Scripts() => new(
        Path.Combine(Folder(Environment.SpecialFolder.CommonApplicationData), "EC2-Windows", "Launch"), Files(),
        new WindowsFolderPermissions(trustsItself: true));

    private static Ec2LaunchShim Program()
    {
        var folders = StateFolders.Resolve(null, isSimulated: false);
        return new(
            Path.Combine(Folder(Environment.SpecialFolder.ProgramFiles), OwnProgram.Ec2LaunchName),
            Path.Combine(Folder(Environment.SpecialFolder.CommonApplicationData), OwnProgram.Ec2LaunchName),
            Path.Combine(WindowsFolders.Program, $"{OwnProgram.Ec2LaunchName}.exe"), Path.Combine(folders.Log, AgentLog.FileName),
            new Ec2LaunchMarkers(folders.State), new WindowsFolderPermissions(trustsItself: true));
    }

    private static string Folder(Environment.SpecialFolder folder) => Path.Combine(Environment.GetFolderPath(folder), "Amazon");

    private static Dictionary<string, byte[]> Files()
    {
        var assembly = typeof(WindowsShims).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourceStart, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ToDictionary(
                name => name[ResourceStart.Length..].Replace('/', '\\'), name => EmbeddedResource.Read(assembly, name));
    }
}
