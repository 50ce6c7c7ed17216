using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Configuration.Yaml;
using OpenLaunch.Core.Extensions;

namespace OpenLaunch.Runner.Composition;

/// <summary>Finds the configuration: the file that was named, else the agent's own, else the built-in plan.</summary>
internal static class ConfigurationSource
{
    private const string BuiltIn = "openlaunch.yml";

    /// <summary>Reads and checks the configuration.</summary>
    /// <param name="file">The file that was named, or null.</param>
    /// <param name="folders">Where the agent's own file would be.</param>
    /// <param name="catalogue">The steps it may name.</param>
    /// <exception cref="ConfigurationException">It is wrong; tells all.</exception>
    public static LaunchConfiguration Read(string? file, StateFolders folders, StepCatalogue catalogue)
    {
        var own = Path.Combine(folders.Configuration, StateFolders.ConfigurationName);
        var reader = new ConfigurationReader(catalogue);
        return file is not null ? reader.ReadFile(file)
            : File.Exists(own) ? reader.ReadFile(own)
            : reader.Read(ReadBuiltIn());
    }

    private static YamlDocument ReadBuiltIn()
    {
        using var stream = typeof(ConfigurationSource).Assembly.GetManifestResourceStream(BuiltIn)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return YamlDocumentReader.Read(bytes, $"built-in {BuiltIn}");
    }
}
