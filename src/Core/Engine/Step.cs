namespace OpenLaunch.Core.Engine;

/// <summary>One unit of boot work. Ports come through the constructor, inputs from the plan.</summary>
/// <remarks>
/// Write it as "compare, then change what differs" with every change inside <see cref="StepContext.ChangeAsync"/>:
/// then a second run changes nothing, and dry run, audit trail and drift detection come for free.
/// A thrown exception is a failed step, never a crashed run.
/// </remarks>
/// <typeparam name="TInputs">A record of init-only properties with their defaults; each becomes a YAML key in camel case.</typeparam>
public abstract class Step<TInputs> : IStep
    where TInputs : class, new()
{
    /// <inheritdoc cref="IStep.RunAsync"/>
    public abstract Task<StepOutcome> RunAsync(TInputs inputs, StepContext context, CancellationToken cancellationToken);

    Task<StepOutcome> IStep.RunAsync(object inputs, StepContext context, CancellationToken cancellationToken) =>
        RunAsync((TInputs)inputs, context, cancellationToken);
}
