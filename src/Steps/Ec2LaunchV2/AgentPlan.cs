using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Steps.Ec2LaunchV2;

/// <summary>
/// Puts the tasks of an <c>agent-config.yml</c> among what EC2Launch v2 does by itself: it waits for Sysprep, runs boot, adds
/// routes, waits for metadata, runs network, prints the instance's information, runs preReady, announces Ready, runs user data,
/// runs postReady.
/// </summary>
internal static class AgentPlan
{
    /// <summary>The stages that a file may hold, in the order they run.</summary>
    public static IReadOnlyList<Ec2LaunchStages> Stages { get; } =
        [Ec2LaunchStages.Boot, Ec2LaunchStages.Network, Ec2LaunchStages.PreReady, Ec2LaunchStages.PostReady];

    /// <param name="onStageFailure">
    /// What a failed task of a stage before Ready means for what follows. EC2Launch v2 goes on with the stage, and then runs
    /// neither Ready nor user data.
    /// </param>
    public static Plan Of(
        IReadOnlyList<AgentTask> tasks, ErrorPolicy onStageFailure, StepCatalogue catalogue, ConfigurationErrors errors)
    {
        var entries = new List<PlanEntry>();
        var names = new EntryNames(errors);
        foreach (var stage in Stages.Append(Ec2LaunchStages.End))
        {
            entries.AddRange(Ec2LaunchTask.All.Where(task => task.RunsBefore == stage)
                .Select(task => catalogue.TryFind(task.Name, out var step) ? ByItself(step) : null).OfType<PlanEntry>());
            foreach (var task in tasks.Where(task => task.Stage == stage))
            {
                // One that an earlier stage holds too gets the stage before its name.
                var name = names.Has(task.Entry.Name)
                    ? $"{AgentStageReader.NameOf(stage)}-{task.Entry.Name}"
                    : task.Entry.Name;
                names.Take(name, task.Node);
                entries.Add(task.Entry with
                {
                    Name = name,
                    OnError = stage == Ec2LaunchStages.PostReady ? ErrorPolicy.Continue : onStageFailure,
                });
            }
        }

        return Plan.Of(entries);
    }

    /// <summary>EC2Launch v2 is a service that runs at every start, so the boot task must stay enabled.</summary>
    private static PlanEntry ByItself(StepDefinition step) => new()
    {
        Name = step.Name,
        Definition = step,
        Inputs = step.InputsType == typeof(RegisterBootTaskInputs)
            ? new RegisterBootTaskInputs { State = RegisteredState.Enabled }
            : step.CreateInputs(),
        Frequency = step.Frequency,
    };
}
