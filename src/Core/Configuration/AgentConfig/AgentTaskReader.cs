using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration.AgentConfig;

/// <summary>Reads the tasks of a stage.</summary>
internal sealed class AgentTaskReader(StepCatalogue catalogue, ConfigurationErrors errors)
{
    private readonly InputsReader inputs = new(errors);
    private readonly HashSet<(AgentStage, string)> seen = [];

    public PlanEntry? Read(YamlNode node, AgentStage? stage)
    {
        if (node is not MapNode map)
        {
            errors.Add(node.Position, $"tasks: expected a map with the key 'task', found {Wording.Found(node)}");
            return null;
        }

        var reader = new MapReader(map, "the task", errors);
        var definition = Find(reader, stage);
        var stated = reader.Node("inputs");
        var bound = inputs.Read(definition, stated is ScalarNode { IsNull: true } ? null : stated, map.Position);
        reader.RefuseOtherKeys();
        if (definition is null || bound is null)
            return null;
        AgentTask.All.TryGetValue(definition.Name, out var task);
        return new()
        {
            Name = definition.Name,
            Definition = definition,
            Inputs = bound,
            Frequency = task?.Frequency ?? definition.Frequency,
        };
    }

    private StepDefinition? Find(MapReader reader, AgentStage? stage)
    {
        if (reader.Text("task") is not { } name)
        {
            if (!reader.Has("task"))
                reader.Lacks("task");
            return null;
        }

        var position = reader.Node("task")!.Position;
        if (stage is { } known && Objection(name, known) is { } objection)
            errors.Add(position, $"task: {objection}");
        if (catalogue.TryFind(name, out var definition))
            return definition;
        errors.Add(position, $"task: {Absence(name)}");
        return null;
    }

    private string? Objection(string name, AgentStage stage)
    {
        if (!seen.Add((stage, name)))
            return $"{Wording.Quote(name)} stands in this stage twice; EC2Launch v2 runs a task once a stage";
        if (AgentBootOrder.IsBuiltIn(name))
            return $"{Wording.Quote(name)} runs by itself in EC2Launch v2's order and cannot be listed";
        if (!AgentTask.All.TryGetValue(name, out var task) || Array.IndexOf(task.Stages, stage) >= 0)
            return null;
        return task.Stages.Length == 0
            ? $"{Wording.Quote(name)} belongs in user data"
            : $"{Wording.Quote(name)} belongs in {string.Join(" or ", Array.ConvertAll(task.Stages, StageName))}";
    }

    private string Absence(string name)
    {
        if (AgentTask.All.ContainsKey(name))
            return $"{Wording.Quote(name)} is a task of EC2Launch v2 that OpenLaunch does not support yet";
        var known = new List<string>(AgentTask.All.Keys);
        foreach (var definition in catalogue.Definitions)
            known.Add(definition.Name);
        return $"there is no task {Wording.Quote(name)}{Wording.Suggestion(name, known)}";
    }

    private static string StageName(AgentStage stage) => Binding.CamelCase.Of(stage.ToString());
}
