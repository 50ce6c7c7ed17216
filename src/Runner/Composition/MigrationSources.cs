using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Migration;
using OpenLaunch.Steps.OtherAgents;

namespace OpenLaunch.Runner.Composition;

/// <summary>Where the configurations of other launch agents are.</summary>
internal static class MigrationSources
{
    private const string AgentConfigName = "agent-config.yml";

    private static readonly string[] Names = [AgentConfigName, .. AgentFile.All.Select(file => file.Name)];

    /// <summary>The files of a file or folder that was named, else of the agents of this machine.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    /// <exception cref="ConfigurationException">One is too large.</exception>
    public static IReadOnlyList<SourceFile> Find(string? from, StateFolders folders)
    {
        if (from is not null && File.Exists(from))
            return [Read(from)];
        if (from is not null && !Directory.Exists(from))
            throw new UsageException($"There is no file and no folder '{from}'.");
        var places = from is not null ? [from] : Places(folders).ToList();
        var files = places.SelectMany(KnownIn).ToList();
        return files.Count > 0 ? files : throw new UsageException(
            $"No configuration of another launch agent was found in {string.Join(", ", places)}. --from names a file or a "
            + "folder.");
    }

    /// <summary>The folders of EC2Launch v2, EC2Launch v1 and EC2Config.</summary>
    private static IEnumerable<string> Places(StateFolders folders)
    {
        yield return Path.GetDirectoryName(folders.AgentConfiguration)!;
        if (!OperatingSystem.IsWindows())
            yield break;
        var data = Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData);
        yield return Path.Combine(data, "Amazon", "EC2-Windows", "Launch", "Config");
        yield return Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "Amazon", "Ec2ConfigService", "Settings");
    }

    private static IEnumerable<SourceFile> KnownIn(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder)
            .Where(file => Names.Contains(Path.GetFileName(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.OrdinalIgnoreCase).Select(Read).ToList();

    private static SourceFile Read(string path)
    {
        var content = YamlDocumentReader.ReadBytes(path);
        YamlText.DemandSize(content.Length, path);
        return new(Path.GetFileName(path), content);
    }
}
