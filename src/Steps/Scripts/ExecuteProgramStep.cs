using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Runs programs.</summary>
/// <param name="series">Runs them one after the other.</param>
[Step("executeProgram", "Runs programs, each unless its check finds nothing to do")]
public sealed class ExecuteProgramStep(ScriptSeries series) : Step<ExecuteProgramInputs>
{
    /// <inheritdoc/>
    public override Task<StepOutcome> RunAsync(
        ExecuteProgramInputs inputs, StepContext context, CancellationToken cancellationToken) =>
        series.RunAsync(inputs.Programs, inputs.ErrorLines, context, cancellationToken);
}
