using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.OtherAgents;

namespace OpenLaunch.Steps.Migration;

/// <summary>Makes one plan of the files of another launch agent. Pure: reads nothing but what it is given.</summary>
/// <param name="enabledTasks">
/// The scheduled tasks of EC2Launch v1 that are enabled on the machine of the files, without what their names begin with; null:
/// not known.
/// </param>
internal sealed class Migrator(StepCatalogue catalogue, IReadOnlyCollection<string>? enabledTasks = null)
{
    private readonly List<MigrationNote> notes = [];

    /// <summary>Makes the plan of the newest agent of which there are files.</summary>
    /// <param name="files">At least one.</param>
    /// <exception cref="ConfigurationException">A file cannot be read; tells all.</exception>
    public MigratedPlan Migrate(IReadOnlyList<SourceFile> files)
    {
        var known = files.Select(file => (File: file, Kind: Recognize(file)))
            .OrderBy(file => AgentFile.All.Index().FirstOrDefault(known => known.Item == file.Kind).Index)
            .ThenBy(file => file.File.Name, StringComparer.Ordinal).ToList();
        var owner = new[] { null, AgentFile.V1, AgentFile.Ec2Config }
            .First(candidate => known.Any(file => file.Kind?.Owner == candidate));
        foreach (var (file, kind) in known.Where(file => file.Kind?.Owner != owner))
        {
            notes.Add(new(
                MigrationKind.ChangedMeaning, file.Name,
                $"not read: it is of {kind!.Owner}, and there is a file of {owner ?? "EC2Launch v2"}; --from names one"));
        }

        var chosen = known.Where(file => file.Kind?.Owner == owner).ToList();
        if (owner is null)
        {
            var plan = AgentConfigMigration.Migrate(chosen[0].File, catalogue);
            return plan with { Notes = [.. plan.Notes, .. notes] };
        }

        var settings = Read(chosen);
        var source = $"{string.Join(", ", chosen.Select(file => file.File.Name))} of {owner}";
        return new FormerPlan(notes).Make(source, settings);
    }

    /// <summary>The kind of a file of the older agents; null: an agent-config.yml, or what may be one.</summary>
    private static AgentFile? Recognize(SourceFile file)
    {
        var start = file.Content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]
            ? YamlText.Decode(file.Content, file.Name)
            : System.Text.Encoding.UTF8.GetString(file.Content);
        if (AgentFile.Recognize(start) is { } kind)
            return kind;
        var isXml = start.TrimStart('\uFEFF', ' ', '\r', '\n', '\t') is ['<', ..];
        return !isXml && start.Contains("config", StringComparison.Ordinal)
            ? null
            : throw new ConfigurationErrors(file.Name).Fatal(
                new(1, 1), "this is no configuration of EC2Launch v2, EC2Launch v1 or EC2Config");
    }

    private FormerSettings Read(List<(SourceFile File, AgentFile? Kind)> files)
    {
        var settings = new FormerSettings { RunsAtEachStart = files[0].Kind!.Owner == AgentFile.Ec2Config };
        var main = settings.RunsAtEachStart ? "config.xml" : "LaunchConfig.json";
        if (files.All(file => file.Kind!.Name != main))
        {
            notes.Add(new(
                MigrationKind.ChangedMeaning, main,
                "is not among the files: what it would set is as in the plan that 'openlaunch init' writes"));
        }

        var json = new LaunchConfigReader(notes, enabledTasks);
        var xml = new Ec2ConfigReader(notes, json);
        var problems = new List<ConfigurationError>();
        foreach (var (file, kind) in files)
        {
            try
            {
                settings = (kind!.Owner, kind.Name) switch
                {
                    (AgentFile.V1, "LaunchConfig.json") => json.ReadLaunchConfig(file, settings),
                    (AgentFile.V1, "DriveLetterMappingConfig.json") => json.ReadDriveLetters(file, settings),
                    (AgentFile.V1, _) => json.ReadEventLogs(file, settings),
                    (_, "config.xml") => xml.ReadConfig(file, settings),
                    (_, "BundleConfig.xml") => xml.ReadBundle(file, settings),
                    (_, "DriveLetterConfig.xml") => xml.ReadDriveLetters(file, settings),
                    (_, "EventLogConfig.xml") => xml.ReadEventLogs(file, settings),
                    _ => xml.ReadOther(file, settings),
                };
            }
            catch (ConfigurationException exception)
            {
                problems.AddRange(exception.Errors);
            }
        }

        if (problems.Count > 0)
            throw new ConfigurationException(problems);
        return WithTasks(settings);
    }

    /// <summary>What the scheduled tasks of EC2Launch v1 add, and what EC2Config sends where nobody says what.</summary>
    private FormerSettings WithTasks(FormerSettings settings)
    {
        if (settings.SendEventLogs is { IsOn: true } && settings.Events.Count == 0)
        {
            settings = settings with
            {
                Events =
                [
                    new LaunchConfigReader(notes, enabledTasks)
                        .Event("System", "", "error", "3", settings.SendEventLogs.From),
                ],
            };
        }

        if (enabledTasks is null || settings.RunsAtEachStart)
            return settings;
        if (enabledTasks.Contains("Windows is Ready to Console"))
            notes.Add(new(MigrationKind.Kept, "the task Windows is Ready to Console", "announceReady, at each run of the plan"));
        return enabledTasks.Contains("Disk Initialization")
            ? settings with { InitializeDisks = new(true, "the task Disk Initialization") }
            : settings;
    }
}
