namespace OpenLaunch.Core.Engine;

/// <summary>One unit of boot work. Ports come through the constructor, inputs from the plan.</summary>
/// <remarks>
/// Write it as "compare, then change what differs" with every change inside <see cref="StepContext.ChangeAsync"/>:
/// then a second run changes nothing, and dry run, audit trail and drift detection come for free.
/// A thrown exception is a failed step, never a crashed run.
/// </remarks>
/// <typeparam name="TInputs">A record of init-only properties with defaults; each is a YAML key in camel case.</typeparam>
public abstract class Step<TInputs> : IStep
    where TInputs : class, new()
{
    /// <inheritdoc cref="IStep.RunAsync"/>
    public abstract Task<StepOutcome> RunAsync(TInputs inputs, StepContext context, CancellationToken cancellationToken);

    Task<StepOutcome> IStep.RunAsync(object inputs, StepContext context, CancellationToken cancellationToken) =>
        RunAsync((TInputs)inputs, context, cancellationToken);
}

/// <summary>A step as the engine sees it. Write steps by deriving from <see cref="Step{TInputs}"/>.</summary>
public interface IStep
{
    /// <summary>Runs the step once.</summary>
    /// <param name="inputs">The inputs bound from the plan; of the type that the step's definition names.</param>
    /// <param name="context">What the engine lends to this call.</param>
    /// <param name="cancellationToken">Cancelled on timeout, Ctrl-C and service stop.</param>
    Task<StepOutcome> RunAsync(object inputs, StepContext context, CancellationToken cancellationToken);
}

/// <summary>The inputs of a step that takes none.</summary>
public sealed record NoInputs;

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
