using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Ec2LaunchV2;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.UserData.Parsing.Yaml;

/// <summary>Reads the entries of a task list. What is wrong with an entry costs that entry, and nothing else.</summary>
internal sealed class TaskReader(ProblemList problems, StepCatalogue? catalogue)
{
    private readonly Dictionary<string, int> _lines = [];

    public IEnumerable<UserDataTask> Read(YamlNode node)
    {
        if (node is not MapNode entry)
        {
            problems.Error(node.Line, "An entry of 'tasks' must be a mapping with the key 'task'.");
            return [];
        }

        foreach (var other in entry.Entries.Where(other => other.Key is not ("task" or "inputs")))
            problems.Error(other.Line, InputCheck.UnknownKey(other.Key, "tasks", ["task", "inputs"]));
        var value = entry.Find("task");
        if (value is not ScalarNode { IsNull: false } name)
        {
            problems.Error(value?.Line ?? entry.Line, "An entry of 'tasks' must name its task under the key 'task'.");
            return [];
        }

        var schema = TaskSchema.All.FirstOrDefault(known => known.Name == name.Text);
        if (schema is not null)
            ReportMisplaced(schema, name.Line);
        var inputs = entry.Find("inputs");
        if (schema is { TakesItems: true })
            return Items(schema, inputs, name.Line);
        if (StepTask.Find(catalogue, name.Text) is { } step)
            return Step(step, new ConfiguredTask(name.Text, inputs is ScalarNode { IsNull: true } ? null : inputs, name.Line));
        if (schema is not null)
            return Single(schema, inputs, name.Line);
        problems.Error(name.Line, $"There is no task '{Quoted.Name(name.Text)}'; {NearestName.Advice(name.Text, Names())}");
        return [];
    }

    private List<string> Names() =>
        [.. TaskSchema.All.Select(schema => schema.Name).Union(StepTask.All(catalogue).Select(step => step.Name))];

    private IEnumerable<UserDataTask> Step(StepDefinition step, ConfiguredTask task)
    {
        if (StepTask.Bind(step, task, out var errors) is not null)
            return [task];
        foreach (var error in errors)
            problems.Error(error.Position.Line, Sentence(step.Name, error.Message));
        return [];
    }

    // The binder names the inputs' owner in some messages, and ends none that is no question.
    private static string Sentence(string step, string message) =>
        $"{(message.StartsWith(step, StringComparison.Ordinal) ? "" : $"{step}: ")}{message}{(message.EndsWith('?') ? "" : ".")}";

    private void ReportMisplaced(TaskSchema schema, int line)
    {
        if (Ec2LaunchTask.Find(schema.Name) is { InUserData: false })
            problems.Warning(line,
                $"EC2Launch v2 does not take the task '{schema.Name}' in user data, only in agent-config.yml.");
        if (!_lines.TryAdd(schema.Name, line))
            problems.Error(line,
                $"The task '{schema.Name}' was given on line {_lines[schema.Name]} already; EC2Launch v2 takes it once. "
                + (schema.TakesItems ? "Put all its items into the inputs of one." : "Keep one."));
    }

    private IEnumerable<UserDataTask> Single(TaskSchema schema, YamlNode? inputs, int line)
    {
        if (inputs is ScalarNode { IsNull: true })
            inputs = null;
        if (inputs is not (null or MapNode))
        {
            problems.Error(inputs.Line, $"The inputs of '{schema.Name}' must be a mapping.");
            return [];
        }

        var map = inputs as MapNode ?? new MapNode([], new SourcePosition(line, 1));
        if (!InputCheck.Map(map, schema.Fields, schema.Name, problems))
            return [];
        if (map.Find("initialize") is ScalarNode { Text: "devices" } && map.Find("devices") is null)
        {
            problems.Error(map.Line, $"{schema.Name}: the key 'devices' is required by 'initialize: devices'.");
            return [];
        }

        return [new ConfiguredTask(schema.Name, inputs, line)];
    }

    private List<UserDataTask> Items(TaskSchema schema, YamlNode? inputs, int line)
    {
        if (inputs is not ListNode list)
        {
            problems.Error(inputs?.Line ?? line, $"The inputs of '{schema.Name}' must be a list of items.");
            return [];
        }

        foreach (var wrong in list.Items.Where(item => item is not MapNode))
            problems.Error(wrong.Line, $"An item of '{schema.Name}' must be a mapping.");
        return list.Items.OfType<MapNode>()
            .Where(item => InputCheck.Map(item, schema.Fields, schema.Name, problems))
            .Select(item => schema.Name == ExecuteScriptTask.TaskName
                ? Script(item)
                : (UserDataTask)new ConfiguredTask(schema.Name, item, item.Line))
            .ToList();
    }

    private ExecuteScriptTask Script(MapNode item)
    {
        var type = Text(item, "type") == "batch" ? ScriptLanguage.Batch : ScriptLanguage.PowerShell;
        var arguments = item.Find("arguments") as ListNode;
        if (type == ScriptLanguage.Batch && arguments is not null)
        {
            problems.Warning(arguments.Line, "executeScript: the key 'arguments' has no effect on a batch script. Remove it.");
            arguments = null;
        }

        return new ExecuteScriptTask(
            type,
            Text(item, "runAs") == "localSystem" ? ScriptAccount.LocalSystem : ScriptAccount.Admin,
            Text(item, "frequency") == "always" ? ScriptFrequency.Always : ScriptFrequency.Once,
            Text(item, "content"),
            item.Line)
        {
            Arguments = arguments?.Items.Cast<ScalarNode>().Select(argument => argument.Text).ToList(),
            Detach = (item.Find("detach") as ScalarNode)?.AsBoolean ?? false,
            Timeout = item.Find("timeout") is ScalarNode limit && DurationText.TryParse(limit.Text, out var bound) ? bound : null,
        };
    }

    private static string Text(MapNode item, string key) => ((ScalarNode)item.Find(key)!).Text;
}
