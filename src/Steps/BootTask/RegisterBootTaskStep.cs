using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.BootTask;

/// <summary>
/// Leaves the boot task registered, disabled by default: kept for later use, as EC2Launch keeps it. Who asked during this run
/// that openlaunch run at the next start too keeps it enabled.
/// </summary>
/// <param name="task">The boot task.</param>
/// <param name="request">The wish for another run.</param>
[Step("registerBootTask", "Registers the boot task for later use, disabled unless another run was asked for")]
public sealed class RegisterBootTaskStep(IBootTask task, ScheduleRequest request) : Step<RegisterBootTaskInputs>
{
    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        RegisterBootTaskInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        var requested = request.IsMade;
        var wanted = requested || inputs.State == RegisteredState.Enabled ? BootTaskState.Enabled : BootTaskState.Disabled;
        if (requested)
            context.Logger.LogInformation("The boot task stays enabled: another run was asked for during this one.");

        var current = await task.ReadAsync(cancellationToken);
        if (current != wanted)
        {
            await context.ChangeAsync(
                Describe(current, wanted), token => task.RegisterAsync(wanted, token), cancellationToken);
        }

        if (!context.DryRun)
            request.Clear();
        return StepOutcome.Done;
    }

    private static string Describe(BootTaskState current, BootTaskState wanted) => (current, wanted) switch
    {
        (BootTaskState.Absent, BootTaskState.Enabled) => "register the boot task, enabled",
        (BootTaskState.Absent, _) => "register the boot task, disabled",
        (_, BootTaskState.Enabled) => "enable the boot task",
        _ => "disable the boot task",
    };
}
