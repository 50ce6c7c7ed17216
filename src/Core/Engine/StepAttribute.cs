namespace OpenLaunch.Core.Engine;

/// <summary>Names a step class in the catalogue and states what it does.</summary>
/// <param name="name">The catalogue name, as written in YAML: camel case, starting with a verb, e.g. <c>addRoutes</c>.</param>
/// <param name="description">One line for <c>openlaunch steps</c> and the JSON schema; no final dot.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StepAttribute(string name, string description) : Attribute
{
    /// <summary>The catalogue name.</summary>
    public string Name { get; } = name;

    /// <summary>What the step does, in one line.</summary>
    public string Description { get; } = description;

    /// <summary>How often the step runs unless the plan says otherwise. Default: <see cref="StepFrequency.Always"/>.</summary>
    public StepFrequency Frequency { get; init; } = StepFrequency.Always;
}
