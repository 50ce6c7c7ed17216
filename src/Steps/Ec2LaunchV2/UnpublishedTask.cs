using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Ec2LaunchV2;

/// <summary>
/// A task that files hold and EC2Launch v2 does not document: its version history and event identifiers name it.
/// </summary>
/// <param name="What">What it is, and what becomes of it.</param>
/// <param name="StepName">The step of ours that does it; null: none.</param>
internal sealed record UnpublishedTask(string Name, string What, string? StepName = null)
{
    private const string Unknown = "what it does is not known, and it is skipped";

    private static readonly UnpublishedTask[] All =
    [
        new("installEgpuManager", "Elastic Graphics ended on 2024-01-08, so it has nothing to do, and is skipped"),
        new("setMonitorOn", "it is the step keepMonitorOn", "keepMonitorOn"),
        new("setHibernation", "it is the step of that name", "setHibernation"),
        new("setUpdateSchedule", Unknown),
        new("outputLog", "showInstanceInfo prints the instance's information by itself, so it is skipped"),
        new("managePackage", Unknown),
    ];

    /// <summary>The entry of one that no step does.</summary>
    public PlanEntry Entry { get; } = new()
    {
        Name = Name,
        Definition = StepDefinition.Of(
            new StepAttribute(Name, What), typeof(LeftOutStep), typeof(NoInputs), _ => new LeftOutStep(What),
            StepDefinition.BuiltIn),
        Inputs = new NoInputs(),
        Frequency = StepFrequency.Always,
    };

    /// <summary>The task of a name, or null.</summary>
    public static UnpublishedTask? Find(string name) => Array.Find(All, task => task.Name == name);

    private sealed class LeftOutStep(string reason) : Step<NoInputs>
    {
        public override Task<StepOutcome> RunAsync(
            NoInputs inputs, StepContext context, CancellationToken cancellationToken) =>
            Task.FromResult(StepOutcome.Skipped(reason));
    }
}
