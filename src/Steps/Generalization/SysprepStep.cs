using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Generalization;

/// <summary>
/// Asks for what <c>openlaunch sysprep</c> does. Wherever it stands it comes last, as EC2Launch v2's task: the run does it when
/// its plan has ended.
/// </summary>
[Step("sysprep", "Prepares the machine for an image when the plan has ended", Frequency = StepFrequency.PerInstance)]
public sealed class SysprepStep : Step<SysprepInputs>
{
    private readonly SysprepRequest request;

    internal SysprepStep(SysprepRequest request) => this.request = request;

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        SysprepInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        await context.ChangeAsync(
            $"start Sysprep when the plan has ended{(inputs.Shutdown ? ", and shut down" : "")}",
            _ =>
            {
                request.Make(new() { Shutdown = inputs.Shutdown });
                return Task.CompletedTask;
            },
            cancellationToken);
        return StepOutcome.Done;
    }
}
