namespace OpenLaunch.Steps.Tests.Simulation;

/// <summary>Files of this repository that are shipped and tested as they stand.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Example(string name) => Path.Combine(Root, "config", "examples", name);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "OpenLaunch.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
