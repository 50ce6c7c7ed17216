using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Runs scripts that the plan holds.</summary>
/// <param name="series">Runs them one after the other.</param>
[Step("executeScript", "Runs scripts that the plan holds, each unless its check finds nothing to do")]
public sealed class ExecuteScriptStep(ScriptSeries series) : Step<ExecuteScriptInputs>
{
    /// <inheritdoc/>
    public override Task<StepOutcome> RunAsync(
        ExecuteScriptInputs inputs, StepContext context, CancellationToken cancellationToken) =>
        series.RunAsync(inputs.Scripts, inputs.ErrorLines, context, cancellationToken);
}
