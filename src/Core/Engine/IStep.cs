namespace OpenLaunch.Core.Engine;

/// <summary>A step as the engine sees it. Write steps by deriving from <see cref="Step{TInputs}"/>.</summary>
public interface IStep
{
    /// <summary>Runs the step once.</summary>
    /// <param name="inputs">The inputs bound from the plan; of the type that the step's definition names.</param>
    /// <param name="context">What the engine lends to this call.</param>
    /// <param name="cancellationToken">Cancelled on timeout, Ctrl-C and service stop.</param>
    Task<StepOutcome> RunAsync(object inputs, StepContext context, CancellationToken cancellationToken);
}
