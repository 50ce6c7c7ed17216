using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Ec2LaunchV2;

/// <summary>
/// A task of <c>agent-config.yml</c> that no step does and that keeps nobody from running: one that EC2Launch v2 does not
/// document (its version history and event identifiers name it), or one that OpenLaunch does not have.
/// </summary>
/// <param name="What">What it is, and why it is skipped.</param>
internal sealed record LeftOutTask(string Name, string What)
{
    private const string NotDocumented = "is no task that EC2Launch v2 documents";
    private const string Unknown = $"{NotDocumented}, and what it does is not known";

    private static readonly LeftOutTask[] All =
    [
        new("installEgpuManager", "has nothing to do: Elastic Graphics ended on 2024-01-08"),
        new("setUpdateSchedule", Unknown),
        new("outputLog", $"{NotDocumented}; showInstanceInfo prints the instance's information by itself"),
        new("managePackage", Unknown),
    ];

    /// <summary>Whether somebody misses what it did.</summary>
    public bool IsMissed => Name is not ("installEgpuManager" or "outputLog");

    /// <summary>The entry that tells why.</summary>
    public PlanEntry Entry { get; } = new()
    {
        Name = Name,
        Definition = StepDefinition.Of(
            new StepAttribute(Name, What), typeof(LeftOutStep), typeof(NoInputs), _ => new LeftOutStep($"it {What}"),
            StepDefinition.BuiltIn),
        Inputs = new NoInputs(),
        Frequency = StepFrequency.Always,
    };

    /// <summary>The task of a name, or null.</summary>
    public static LeftOutTask? Find(string name) => Array.Find(All, task => task.Name == name);

    private sealed class LeftOutStep(string reason) : Step<NoInputs>
    {
        public override Task<StepOutcome> RunAsync(
            NoInputs inputs, StepContext context, CancellationToken cancellationToken) =>
            Task.FromResult(StepOutcome.Skipped(reason));
    }
}
