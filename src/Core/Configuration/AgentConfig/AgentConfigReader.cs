using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration.AgentConfig;

/// <summary>Reads an EC2Launch v2 <c>agent-config.yml</c>, versions 1.0 and 1.1, into a plan of the same order.</summary>
internal sealed class AgentConfigReader(StepCatalogue catalogue, ConfigurationErrors errors)
{
    private static readonly string[] StageNames = ["boot", "network", "preReady", "postReady"];

    private readonly Dictionary<AgentStage, SourcePosition> seen = [];

    public LaunchConfiguration Read(MapReader root)
    {
        var version = root.Text("version");
        if (!root.Has("version"))
            root.Lacks("version");
        else if (version is not (null or "1.0" or "1.1"))
            root.Refuse("version", "must be 1.0 or 1.1");

        var order = new AgentBootOrder(catalogue, errors);
        var tasks = new AgentTaskReader(catalogue, errors);
        foreach (var item in root.List("config"))
        {
            if (item is MapNode map)
                ReadStage(new(map, "the stage", errors), tasks, order);
            else
                errors.Add(item.Position, $"config: expected a map with the key 'stage', found {Wording.Found(item)}");
        }

        root.RefuseOtherKeys();
        return new() { Plan = order.Build(root.Position) };
    }

    private void ReadStage(MapReader reader, AgentTaskReader tasks, AgentBootOrder order)
    {
        var stage = StageOf(reader);
        foreach (var task in reader.List("tasks"))
        {
            if (tasks.Read(task, stage) is { } entry && stage is { } known)
                order.Add(known, entry, task);
        }

        reader.RefuseOtherKeys();
    }

    private AgentStage? StageOf(MapReader reader)
    {
        if (reader.Text("stage") is not { } name)
        {
            if (!reader.Has("stage"))
                reader.Lacks("stage");
            return null;
        }

        var position = reader.Node("stage")!.Position;
        var index = Array.IndexOf(StageNames, name);
        if (index < 0)
        {
            errors.Add(position, $"stage: there is no stage {Wording.Quote(name)}{Wording.Suggestion(name, StageNames)}");
            return null;
        }

        if (!seen.TryAdd((AgentStage)index, position))
            errors.Add(position, $"stage: {name} stands here twice; first on line {seen[(AgentStage)index].Line}");
        return (AgentStage)index;
    }
}
