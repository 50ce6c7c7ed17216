using System.Reflection;

namespace OpenLaunch.Runner.Tests.Extensions;

/// <summary>Where the build found its tools.</summary>
internal static class BuildPaths
{
    private static readonly ILookup<string, string> Known = typeof(BuildPaths).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().ToLookup(attribute => attribute.Key, attribute => attribute.Value!);

    public static string Compiler => Known["CompilerPath"].Single();

    public static string OtherYamlDotNet => Known["OtherYamlDotNet"].Single();

    public static string PackageCache => Known["PackageCache"].Single();

    public static string ReferenceAssemblies =>
        Directory.GetDirectories(Known["ReferencePackRoot"].Single(), "10.*").Order(StringComparer.Ordinal).Last()
        + "/ref/net10.0";

    public static string Output => AppContext.BaseDirectory;
}
