using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Ec2LaunchV2;

namespace OpenLaunch.Steps.Migration;

/// <summary>
/// Makes the plan that an <c>agent-config.yml</c> of EC2Launch v2 stands for, what EC2Launch v2 does by itself included.
/// </summary>
internal static class AgentConfigMigration
{
    /// <exception cref="ConfigurationException">It is wrong; tells all.</exception>
    public static MigratedPlan Migrate(SourceFile file, StepCatalogue catalogue)
    {
        var errors = new ConfigurationErrors(file.Name);
        var root = YamlDocumentReader.Read(file.Content, file.Name).Root is MapNode map
            ? new MapReader(map, "the document", errors)
            : throw errors.Fatal(new(1, 1), "expected a map of keys");
        var read = AgentConfig.ReadTasks(root, catalogue, errors);
        var plan = AgentPlan.Of(read.Tasks, read.OnFailure, catalogue, errors);
        errors.ThrowIfAny();

        var (entries, notes) = (new List<MigratedEntry>(), new List<MigrationNote>());
        var tasks = new Dictionary<object, AgentTask>(ReferenceEqualityComparer.Instance);
        foreach (var task in read.Tasks)
            tasks.TryAdd(task.Entry.Inputs, task); // a task that is left out twice is told of once
        foreach (var entry in plan.Entries)
        {
            if (tasks.TryGetValue(entry.Inputs, out var task))
                Add(task, entry);
            else
                entries.Add(Entry(entry, "EC2Launch v2 does it by itself", ByItself(entry)));
        }

        var leftOut = read.Tasks.Where(IsLeftOut).Select(task => task.Position).ToHashSet();
        notes.AddRange(errors.Warnings
            .Where(warning => !leftOut.Contains(warning.Position)
                && !warning.Message.EndsWith(ValueBinder.InClear, StringComparison.Ordinal)) // it is not copied
            .Select(warning => new MigrationNote(
                MigrationKind.ChangedMeaning, $"{file.Name}:{warning.Position.Line}", warning.Message)));
        return new($"{file.Name} of EC2Launch v2", entries, notes);

        bool IsLeftOut(AgentTask task) => !catalogue.TryFind(task.Entry.Definition.Name, out _);

        void Add(AgentTask task, PlanEntry entry)
        {
            var from = $"{file.Name}:{task.Position.Line}, {AgentStageReader.NameOf(task.Stage)}";
            var name = entry.Definition.Name;
            if (IsLeftOut(task))
            {
                var leftOutTask = LeftOutTask.Find(name)!;
                notes.Add(new(
                    leftOutTask.IsMissed ? MigrationKind.NoCounterpart : MigrationKind.ChangedMeaning, from,
                    $"{name} {leftOutTask.What}; it is not in the plan"));
                return;
            }

            entries.Add(Entry(entry, from, WithoutSecret(entry.Inputs, task.Inputs)));
            notes.Add(HasSecret(entry.Inputs)
                ? new(MigrationKind.SecretNotCopied, from, $"{name}: give the password again in data, or set type: random")
                : new(MigrationKind.Kept, from, name));
        }
    }

    private static MigratedEntry Entry(PlanEntry entry, string from, YamlNode? inputs) => new(entry.Definition.Name, from)
    {
        Name = entry.Name == entry.Definition.Name ? null : entry.Name,
        Inputs = inputs,
        Frequency = entry.AsksForAlways || entry.Frequency != entry.Definition.Frequency ? entry.Frequency : null,
        StopsOnError = entry.OnError == ErrorPolicy.Stop,
    };

    private static MapNode? ByItself(PlanEntry entry) =>
        entry.Definition.Name == "registerBootTask" ? Tree.Map(("state", Tree.Word("enabled"))) : null;

    private static bool HasSecret(object inputs) =>
        inputs is SetAdminAccountInputs { Password: { Type: PasswordType.Static, IsTakenOut: false } };

    private static YamlNode? WithoutSecret(object inputs, YamlNode? node) => HasSecret(inputs) && node is MapNode map
        ? Tree.Map([.. map.Entries.Select(entry => (
            entry.Key,
            entry.Key == "password" ? Tree.Map(("type", Tree.Word("static")), ("data", Tree.Text(""))) : entry.Value))])
        : node;
}
