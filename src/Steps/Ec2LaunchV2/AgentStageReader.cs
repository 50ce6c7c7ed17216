using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Ec2LaunchV2;

/// <summary>A task of an <c>agent-config.yml</c> that is free of errors.</summary>
/// <param name="Inputs">Its inputs as they were bound: without what EC2Launch v2 ignores.</param>
internal sealed record AgentTask(Ec2LaunchStages Stage, PlanEntry Entry, YamlNode Node, YamlNode? Inputs)
{
    /// <summary>Where its name stands.</summary>
    public SourcePosition Position => (Node as MapNode)?.Find("task")?.Position ?? Node.Position;
}

/// <summary>Reads the stages of an <c>agent-config.yml</c> with their tasks.</summary>
internal sealed class AgentStageReader(StepCatalogue catalogue, ConfigurationErrors errors)
{
    private static readonly string[] StageNames = [.. AgentPlan.Stages.Select(NameOf)];

    private readonly InputsReader inputs = new(errors);
    private readonly AgentInputs agentInputs = new(errors);
    private readonly Dictionary<Ec2LaunchStages, SourcePosition> seenStages = [];
    private readonly HashSet<(Ec2LaunchStages, string)> seenTasks = [];

    /// <summary>The tasks read so far, in the document's order.</summary>
    public List<AgentTask> Tasks { get; } = [];

    public static string NameOf(Ec2LaunchStages stage) => CamelCase.Of(stage.ToString());

    public void Read(MapReader reader)
    {
        var stage = StageOf(reader);
        foreach (var task in reader.Maps("tasks", "the task", "task"))
        {
            if (Entry(task, stage) is var (entry, read))
                Tasks.Add(new(stage, entry, task.Map, read));
        }

        reader.RefuseOtherKeys();
    }

    /// <summary>The stage, or none when it is not known, which was noted.</summary>
    private Ec2LaunchStages StageOf(MapReader reader)
    {
        if (reader.RequiredText("stage") is not { } name)
            return Ec2LaunchStages.None;
        var position = reader.Node("stage")!.Position;
        var index = Array.IndexOf(StageNames, name);
        if (index < 0)
        {
            errors.Add(position, $"stage: there is no stage {Wording.Quote(name)}{Wording.Suggestion(name, StageNames)}");
            return Ec2LaunchStages.None;
        }

        var stage = AgentPlan.Stages[index];
        if (!seenStages.TryAdd(stage, position))
            errors.Add(position, $"stage: {name} stands here twice; first on line {seenStages[stage].Line}");
        return stage;
    }

    private (PlanEntry Entry, YamlNode? Inputs)? Entry(MapReader reader, Ec2LaunchStages stage)
    {
        var name = reader.RequiredText("task");
        var node = reader.Node("inputs");
        if (Wording.MisplacedInputs(reader.Map, out var message) is { } first)
        {
            errors.Add(first.Position, message);
            return null;
        }

        reader.RefuseOtherKeys();
        if (name is null)
            return null;
        var position = reader.Node("task")!.Position;
        if (!catalogue.TryFind(name, out _) && LeftOutTask.Find(name) is { } leftOut)
        {
            errors.Warn(position, $"task: {Wording.Quote(name)} {leftOut.What}; it is skipped");
            return seenTasks.Add((stage, name)) ? (leftOut.Entry, null) : null;
        }

        if (Ec2LaunchTask.Undocumented.TryGetValue(name, out var step))
        {
            errors.Warn(position, $"task: {Wording.Quote(name)} is no task that EC2Launch v2 documents; the step {step} runs");
            name = step;
        }

        if (Find(name, position, stage) is not { } definition)
            return null;
        var read = agentInputs.Read(name, node, position);
        return inputs.Read(definition, read, reader.Map.Position, name) is not { } bound ? null : (new()
        {
            Name = name,
            Definition = definition,
            Inputs = bound,
            Secrets = inputs.Secrets,
            Frequency = Ec2LaunchTask.Find(name)?.Frequency ?? definition.Frequency,
            AsksForAlways = Ec2LaunchTask.Find(name)?.Frequency == StepFrequency.Always,
        }, read);
    }

    private StepDefinition? Find(string name, SourcePosition position, Ec2LaunchStages stage)
    {
        var task = Ec2LaunchTask.Find(name);
        var objection = stage == Ec2LaunchStages.None ? null : Objection(name, task, stage);
        if (objection is not null)
            errors.Add(position, $"task: {objection}");
        if (catalogue.TryFind(name, out var definition))
            return definition;
        if (objection is null)
            errors.Add(position, $"task: {Absence(name)}");
        return null;
    }

    /// <summary>What EC2Launch v2 would not run there.</summary>
    private string? Objection(string name, Ec2LaunchTask? task, Ec2LaunchStages stage)
    {
        if (!seenTasks.Add((stage, name)))
            return $"{Wording.Quote(name)} stands in this stage twice; EC2Launch v2 runs a task once a stage";
        if (task is { RunsByItself: true })
            return $"{Wording.Quote(name)} runs by itself in EC2Launch v2's order and cannot be listed";
        if (task is null || task.Stages.HasFlag(stage))
            return null;
        var stages = AgentPlan.Stages.Where(candidate => task.Stages.HasFlag(candidate)).Select(NameOf);
        var place = task.Stages == Ec2LaunchStages.None ? "user data" : string.Join(" or ", stages);
        return $"{Wording.Quote(name)} belongs in {place}";
    }

    private string Absence(string name)
    {
        string[] known =
        [
            .. Ec2LaunchTask.All.Where(other => other.Stages != Ec2LaunchStages.None).Select(other => other.Name),
            .. catalogue.Definitions.Select(step => step.Name).Where(step => Ec2LaunchTask.Find(step) is null),
        ];
        return $"there is no task {Wording.Quote(name)}{Wording.Suggestion(name, known)}";
    }
}
