using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Ec2LaunchV2;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.UserData.Parsing.Yaml;

/// <summary>
/// Reads the entries of a task list: each is a step of the catalogue, its inputs bound as in a plan. What is wrong with an entry,
/// or with one item of a task that takes a list, costs that entry or item whole, and nothing else.
/// </summary>
internal sealed class TaskReader(ProblemList problems, StepCatalogue catalogue)
{
    // A task list cannot ask for what runs it.
    private const string RunUserData = "runUserData";

    private readonly Dictionary<string, int> lines = [];

    /// <summary>What is wrong with a key that nobody knows.</summary>
    public static string UnknownKey(string owner, string key, IReadOnlyCollection<string> known) =>
        $"{owner}: there is no key {Wording.Quote(key)}; {ProblemList.Advice(key, known)}";

    public IEnumerable<ConfiguredTask> Read(YamlNode node)
    {
        if (node is not MapNode entry)
        {
            problems.Error(node.Position.Line, "An entry of 'tasks' must be a mapping with the key 'task'.");
            return [];
        }

        var before = problems.ErrorCount;
        var misplaced = Wording.MisplacedInputs(entry, out var message);
        if (misplaced is not null)
            problems.Error(misplaced.Position.Line, $"tasks: {message}.");
        foreach (var other in misplaced is not null ? [] : entry.Entries.Where(other => other.Key is not ("task" or "inputs")))
            problems.Error(other.Position.Line, UnknownKey("tasks", other.Key, ["task", "inputs"]));
        var value = entry.Find("task");
        if (value is not ScalarNode { IsNull: false } name)
        {
            problems.Error((value ?? entry).Position.Line, "An entry of 'tasks' must name its task under the key 'task'.");
            return [];
        }

        if (name.Text == Include.TaskName)
        {
            var included = Include.ReadTask(entry.Find("inputs"), name.Position.Line, problems).ToList();
            return misplaced is null && problems.ErrorCount == before ? included : [];
        }

        ReportMisplaced(name.Text, name.Position.Line);
        var step = Find(name.Text, name.Position.Line);
        // A key that stands twice, say, was told of when the YAML was read.
        var isRight = problems.ErrorCount == before && !entry.IsFlawed;
        var tasks = step is null || misplaced is not null ? [] : Tasks(step, entry.Find("inputs"), name.Position.Line);
        return isRight ? tasks : [];
    }

    private StepDefinition? Find(string name, int line)
    {
        if (catalogue.TryFind(name, out var step) && step.Name != RunUserData)
            return step;
        var tasks = Ec2LaunchTask.All.Where(task => !task.RunsByItself).Select(task => task.Name).ToList();
        var steps = catalogue.Definitions.Select(known => known.Name).Where(known => known != RunUserData).ToList();
        problems.Error(line, $"There is no task {Wording.Quote(name)}{LookalikeCharacter.Cause(name)}; "
            + (NearestName.Find(name, tasks.Union(steps)) is { } nearest
                ? $"did you mean '{nearest}'?"
                : $"known are {string.Join(", ", tasks.Intersect(steps).Union(steps))}."));
        return null;
    }

    private void ReportMisplaced(string name, int line)
    {
        if (Ec2LaunchTask.Find(name) is not { RunsByItself: false } task)
            return;
        if (!task.InUserData)
            problems.Warning(line, $"EC2Launch v2 does not take the task '{name}' in user data, only in agent-config.yml.");
        if (!lines.TryAdd(name, line))
            problems.Error(line, $"The task '{name}' was given on line {lines[name]} already; EC2Launch v2 takes it once. "
                + (TakesItems(name) ? "Put all its items into the inputs of one." : "Keep one."));
    }

    /// <summary>Whether each item of the task's list states its own frequency, so that it is a task of its own.</summary>
    private static bool TakesItems(string name) => Ec2LaunchTask.Find(name) is { RunsByItself: false, Frequency: null };

    private IEnumerable<ConfiguredTask> Tasks(StepDefinition step, YamlNode? inputs, int line)
    {
        var written = inputs is ScalarNode { IsNull: true } ? null : inputs;
        var errors = new ConfigurationErrors("user data");
        var binder = new InputBinder(errors);
        var tasks = TakesItems(step.Name)
            ? Items(step, written, line, errors)
            : binder.Bind(step.InputsType, written ?? MapNode.Empty(new(line, 1)), step.Name) is { } bound
                ? [Task(step.Name, bound, written, line) with
                {
                    IsAlways = step.Frequency == StepFrequency.Always, Secrets = binder.Secrets,
                }]
                : [];
        foreach (var error in errors.All)
            problems.Error(error.Position.Line, Sentence(step.Name, error.Message));
        foreach (var warning in errors.Warnings.Distinct())
            problems.Warning(warning.Position.Line, Sentence(step.Name, warning.Message));
        return tasks;
    }

    private IReadOnlyList<ConfiguredTask> Items(StepDefinition step, YamlNode? inputs, int line, ConfigurationErrors errors)
    {
        var whole = new InputShape(step.InputsType).Properties.First(property => property.IsWhole);
        // The list may stand alone or under its key.
        var map = inputs as MapNode;
        if ((map is null ? inputs : map.Find(whole.Key)) is not ListNode list || whole.Holds is not { Type: var type })
        {
            problems.Error(inputs?.Position.Line ?? line, $"The inputs of '{step.Name}' must be a list of items.");
            return [];
        }

        var binder = new InputBinder(errors);
        List<YamlNode> right = [];
        foreach (var item in list.Items)
        {
            var before = errors.Count;
            if (binder.Bind(type, item, step.Name) is not null && errors.Count == before)
                right.Add(item);
        }

        if (right.Count == 0 && errors.Count > 0)
            return [];
        var rest = new ListNode(right, list.Position);
        YamlNode node = map is null ? rest : new MapNode(
            map.Entries.Select(entry => entry.Key == whole.Key ? new(entry.Key, entry.Position, rest) : entry), map.Position);
        return binder.Bind(step.InputsType, node, step.Name) is { } bound
            ? [.. Split(bound).Zip(right).Select(item => Item(step.Name, item.First, item.Second))]
            : [];
    }

    /// <summary>The inputs of each item alone.</summary>
    private static IEnumerable<object> Split(object inputs) => inputs switch
    {
        ExecuteScriptInputs all => all.Scripts.Select(script => all with { Scripts = [script] }),
        ExecuteProgramInputs all => all.Programs.Select(program => all with { Programs = [program] }),
        WriteFileInputs all => all.Files.Select(file => all with { Files = [file] }),
        _ => [],
    };

    private ConfiguredTask Item(string name, object inputs, YamlNode written)
    {
        var task = Task(name, inputs, written, written.Position.Line);
        return inputs switch
        {
            ExecuteScriptInputs { Scripts: [var script] } all when WithoutUselessArguments(script, written) is var useful =>
                ConfiguredTask.Of(useful, task.Line) with { Inputs = all with { Scripts = [useful] }, Written = written },
            ExecuteProgramInputs { Programs: [var program] } =>
                task with { Kind = "program", IsAlways = program.Frequency == ScriptFrequency.Always },
            WriteFileInputs { Files: [var file] } =>
                task with { Kind = "file", IsAlways = file.Frequency == ScriptFrequency.Always },
            _ => task,
        };
    }

    private ScriptItem WithoutUselessArguments(ScriptItem script, YamlNode item)
    {
        if (script is not { Type: ScriptLanguage.Batch, Arguments: not null })
            return script;
        problems.Warning(
            ((MapNode)item).Find("arguments")!.Position.Line,
            "executeScript: the key 'arguments' has no effect on a batch script. Remove it.");
        return script with { Arguments = null };
    }

    private static ConfiguredTask Task(string name, object? inputs, YamlNode? written, int line) =>
        new(name, inputs, line) { Written = written, Text = ConfiguredTask.TextOf(name, written) };

    // The binder names the inputs' owner in some messages, and ends none that is no question.
    private static string Sentence(string step, string message) =>
        $"{(message.StartsWith(step, StringComparison.Ordinal) ? "" : $"{step}: ")}{message}{(message.EndsWith('?') ? "" : ".")}";
}
