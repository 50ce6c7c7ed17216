using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.BootTask;

/// <summary>
/// Leaves the boot task registered, disabled by default: kept for later use, as EC2Launch keeps it. What the operator wishes for
/// the next starts comes before that, and so does who asked during this run that openlaunch run at the next start too.
/// </summary>
[Step("registerBootTask", "Registers the boot task for later use, disabled unless later starts are scheduled")]
public sealed class RegisterBootTaskStep : Step<RegisterBootTaskInputs>
{
    /// <summary>The service that takes the boot task's place: <c>openlaunch install --service</c>.</summary>
    internal const string Service = "OpenLaunch";

    private readonly IBootTask task;
    private readonly IServices services;
    private readonly StartSchedule schedule;
    private readonly ScheduleRequest request;

    /// <param name="services">The services, of which one may take the task's place.</param>
    internal RegisterBootTaskStep(IBootTask task, IServices services, StartSchedule schedule, ScheduleRequest request) =>
        (this.task, this.services, this.schedule, this.request) = (task, services, schedule, request);

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        RegisterBootTaskInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        // Or a wish that is made while this decides would be undone.
        using var turn = context.DryRun ? null : await schedule.TakeTurnAsync(context.Report, context.Time, cancellationToken);
        var wish = schedule.Read();
        var wanted = Decide(wish, request.IsMade, inputs.State, context.Logger);
        if (wanted == BootTaskState.Enabled
            && await services.ReadAsync(Service, cancellationToken) is { StartType: ServiceStartType.Automatic })
        {
            context.Logger.LogInformation("The boot task stays disabled: the service {Service} runs at each start.", Service);
            wanted = BootTaskState.Disabled;
        }

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

    private static BootTaskState Decide(StartWish wish, bool isRequested, RegisteredState planned, ILogger logger)
    {
        if (wish.KeepsBootTask)
        {
            logger.LogInformation("The boot task stays enabled: openlaunch is scheduled {Starts}.", wish.InWords);
            return BootTaskState.Enabled;
        }

        if (wish.Starts == StartFrequency.Never)
        {
            if (isRequested || planned == RegisteredState.Enabled)
                logger.LogWarning(
                    "The boot task stays disabled, though another run is asked for: 'openlaunch schedule --never'.");
            return BootTaskState.Disabled;
        }

        if (isRequested)
            logger.LogInformation("The boot task stays enabled: another run was asked for during this one.");
        return isRequested || planned == RegisteredState.Enabled ? BootTaskState.Enabled : BootTaskState.Disabled;
    }

    private static string Describe(BootTaskState current, BootTaskState wanted) => (current, wanted) switch
    {
        (BootTaskState.Absent, BootTaskState.Enabled) => "register the boot task, enabled",
        (BootTaskState.Absent, _) => "register the boot task, disabled",
        (_, BootTaskState.Enabled) => "enable the boot task",
        _ => "disable the boot task",
    };
}
