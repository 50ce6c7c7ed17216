using System.Runtime.Versioning;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Installation;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Runner.Composition;

/// <summary>The shims that this program carries, for the folder of EC2Launch v1 on this machine.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsShims
{
    private const string ResourceStart = "shims/";

    public static ShimFiles Open() => new(
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "Amazon", "EC2-Windows", "Launch"),
        Files(),
        new WindowsFolderPermissions(trustsItself: true));

    private static Dictionary<string, byte[]> Files()
    {
        var assembly = typeof(WindowsShims).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourceStart, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ToDictionary(
                name => name[ResourceStart.Length..].Replace('/', '\\'), name => EmbeddedResource.Read(assembly, name));
    }
}
