using System.CommandLine;
using System.Runtime.Versioning;
using System.Text;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Migration;
using OpenLaunch.Steps.Replacement;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>migrate</c>: makes a plan of the configuration of EC2Launch v2, EC2Launch v1 or EC2Config.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var from = CommonOptions.Filled(new Option<string?>("--from")
        {
            Description = "The file, or the folder of files. Default: those of the launch agents of this machine.",
            HelpName = "path",
        });
        var to = CommonOptions.Filled(new Option<string?>("--to")
        {
            Description = $"The plan to write. Default: {StateFolders.ConfigurationName} in the agent's config folder.",
            HelpName = "file",
        });
        var (state, json) = (CommonOptions.State(), CommonOptions.Json());
        var check = new Option<bool>("--check") { Description = "Report only, and write nothing." };
        var force = new Option<bool>("--force") { Description = "Replace a plan that is there and says something else." };
        var command = new VerbCommand(
            "migrate",
            "Makes a plan of another launch agent's configuration: EC2Launch v2's agent-config.yml, EC2Launch v1's "
            + "LaunchConfig.json or EC2Config's config.xml, each with the files beside it. It tells of each setting whether it "
            + "is kept, changes its meaning or has no counterpart; passwords are not copied.",
            [
                new(ExitCode.Done, "all of it has a counterpart"),
                new(ExitCode.Failed, "something has none, or another plan is there already"),
                new(ExitCode.BadConfiguration, "a file cannot be read"),
            ],
            "migrate --check", "migrate --from agent-config.yml --to openlaunch.yml")
        {
            from, to, check, force, state, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folders = StateFolders.Resolve(parsed.GetValue(state), isSimulated: false);
            var files = MigrationSources.Find(parsed.GetValue(from), folders);
            var tasks = parsed.GetValue(from) is null && OperatingSystem.IsWindows()
                ? await EnabledTasksAsync(folders, cancellationToken)
                : null;
            var plan = new Migrator(BuiltInSteps.Catalogue, tasks).Migrate(files);
            var text = PlanText.Write(plan);

            // What is written must be what a run takes.
            new ConfigurationReader(BuiltInSteps.Catalogue).Read(text, "the migrated plan");
            var isJson = parsed.GetValue(json);
            foreach (var line in isJson ? [] : MigrationReport.Lines(plan))
                Console.Out.WriteLine(line);
            var target = parsed.GetValue(to) ?? Path.Combine(folders.Configuration, StateFolders.ConfigurationName);
            var writes = !parsed.GetValue(check);
            if (writes)
            {
                if (parsed.GetValue(to) is null && OperatingSystem.IsWindows())
                    WindowsFolders.Prepare(folders);
                Write(target, Encoding.UTF8.GetBytes(text), parsed.GetValue(force));
                if (!isJson)
                    Console.Out.WriteLine($"{target} is written. Next: openlaunch run --dry-run");
            }

            if (isJson)
                Console.Out.WriteLine(MigrationReport.Json(plan, writes ? target : null));
            return plan.HasGaps ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    /// <summary>Writes the plan whole; another one that somebody wrote stays, and that of an installation does not.</summary>
    private static void Write(string target, byte[] content, bool isForced)
    {
        var current = File.Exists(target) ? File.ReadAllBytes(target) : null;
        if (current is not null && !isForced && !current.AsSpan().SequenceEqual(content)
            && !current.AsSpan().SequenceEqual(ConfigurationSource.BuiltInText()))
        {
            throw new IOException(
                $"{target} is there already, and stays as it is. --force replaces it, --to names another file.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        AtomicFile.Write(target, content);
    }

    /// <summary>Those that are enabled, or were so before this agent replaced Amazon's.</summary>
    [SupportedOSPlatform("windows")]
    private static async Task<IReadOnlyCollection<string>> EnabledTasksAsync(
        StateFolders folders, CancellationToken cancellationToken)
    {
        var found = await new AgentReplacement(
            new WindowsServices(TimeProvider.System), new WindowsScheduledTasks(),
            new ReplacedAgentsFile(folders.State)).StoodAsync(cancellationToken);
        return [.. found
            .Where(part => part is { Part.Kind: AgentPartKind.ScheduledTask, Start: not ServiceStartType.Disabled })
            .Select(part => part.Part.Name.Replace(AgentPart.TaskPrefix, "", StringComparison.Ordinal))];
    }
}
