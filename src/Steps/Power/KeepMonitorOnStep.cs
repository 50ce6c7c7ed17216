using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Power;

/// <summary>Keeps the monitor on, as EC2Launch does: a screen that is off is black in a screenshot of the instance.</summary>
[Step("keepMonitorOn", "Keeps Windows from turning the monitor off")]
public sealed class KeepMonitorOnStep(IPowerSettings settings) : Step<NoInputs>
{
    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (await settings.ReadAsync(PowerSetting.MonitorIdle, cancellationToken) is not { } current)
            return StepOutcome.Skipped("this Windows does not turn off a monitor");
        if (current != new PowerValue(0, 0))
        {
            await context.ChangeAsync(
                $"never turn off the monitor (was after {current.Mains} s, on battery {current.Battery} s)",
                token => settings.WriteAsync(PowerSetting.MonitorIdle, 0, token), cancellationToken);
        }

        return StepOutcome.Done;
    }
}
