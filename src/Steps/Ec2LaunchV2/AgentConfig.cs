using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Ec2LaunchV2;

/// <summary>
/// An EC2Launch v2 <c>agent-config.yml</c>, versions 1.0 and 1.1, which its <c>config:</c> gives away. Read by hand and not
/// bound, as the frame of a plan is: a boot reads it, and one wrong task hides no other.
/// </summary>
internal sealed class AgentConfig : IPlanDialect
{
    public string Form => "agent-config.yml of EC2Launch v2, which holds 'version: 1.1' and 'config:' with '- stage: NAME', each "
        + "with 'tasks:' of '- task: NAME'";

    public bool Reads(MapReader root) => root.Has("config") && !root.Has("steps");

    public LaunchConfiguration Read(MapReader root, StepCatalogue catalogue, ConfigurationErrors errors)
    {
        var (tasks, onFailure) = ReadTasks(root, catalogue, errors);
        return new()
        {
            Plan = AgentPlan.Of(tasks, onFailure, catalogue, errors), Console = new() { Style = ConsoleStyle.V2 },
        };
    }

    /// <summary>The tasks that are free of errors, and what a failed one means for those after it.</summary>
    public static (IReadOnlyList<AgentTask> Tasks, ErrorPolicy OnFailure) ReadTasks(
        MapReader root, StepCatalogue catalogue, ConfigurationErrors errors)
    {
        if (root.RequiredText("version") is not (null or "1.0" or "1.1"))
            root.Refuse("version", "must be 1.0 or 1.1");

        var stages = new AgentStageReader(catalogue, errors);
        foreach (var stage in root.Maps("config", "the stage", "stage"))
            stages.Read(stage);
        var onFailure = root.Word<ErrorPolicy>("onStageFailure") ?? ErrorPolicy.Continue;
        root.RefuseOtherKeys();
        return (stages.Tasks, onFailure);
    }
}
