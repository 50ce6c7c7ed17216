using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Ec2LaunchV2;
using OpenLaunch.Steps.EventLog;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Ready;

namespace OpenLaunch.Runner.Output;

/// <summary>Writes how each step ended into the Windows event log, with the identifiers of EC2Launch v2.</summary>
/// <param name="events">The log; the listener closes it.</param>
[SupportedOSPlatform("windows")]
internal sealed class EventLogListener(WindowsEventLog events, ILogger logger) : IRunListener, IDisposable
{
    private readonly HashSet<PlanEntry> afterReady = new(ReferenceEqualityComparer.Instance);
    private bool hasFailed;

    /// <summary>Opens the event log, or gives null where the installation has not registered it or it does not answer.</summary>
    public static EventLogListener? Open(ILogger logger)
    {
        if (!WindowsEventLog.IsRegistered)
            return null;
        try
        {
            return new EventLogListener(WindowsEventLog.Open(), logger);
        }
        catch (WindowsException exception)
        {
            // The event log service may start later than the boot task; a boot is worth more than its events.
            logger.LogWarning("No events are written: {Problem}", exception.Message);
            return null;
        }
    }

    public void Handle(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunEvent.RunStarted { Plan: var plan }:
                afterReady.UnionWith(
                    plan.Entries.SkipWhile(entry => entry.Definition.StepType != typeof(AnnounceReadyStep)).Skip(1));
                break;
            case RunEvent.StepFinished { Result: var result }:
                Write(
                    result.Entry.Definition.Name, afterReady.Contains(result.Entry) ? EventPlace.AfterReady : EventPlace.Plan,
                    SeverityOf(result.Outcome), Describe(result.Entry.Name, result.Outcome));
                break;
            case RunEvent.TaskFinished task:
                Write(
                    task.Step, EventPlace.UserData, SeverityOf(task.Outcome),
                    Describe($"{task.Entry.Name}, {task.Step}", task.Outcome));
                break;
            case RunEvent.Warning warning:
                Write(null, EventPlace.Plan, EventSeverity.Warning, warning.Message);
                break;
            case RunEvent.RunFinished { Result: var result }:
                Write(
                    null, EventPlace.Plan, result.Outcome == RunOutcome.Failed ? EventSeverity.Error : EventSeverity.Success,
                    $"OpenLaunch: {RunSummary.Line(result)}");
                break;
        }
    }

    /// <summary>Tells that a run did not begin.</summary>
    public void Refused(string reasons) =>
        Write(null, EventPlace.Plan, EventSeverity.Error, $"OpenLaunch: nothing was run:{Environment.NewLine}{reasons}");

    public void Dispose() => events.Dispose();

    private static EventSeverity SeverityOf(StepOutcome outcome) => outcome switch
    {
        StepOutcome.FailedOutcome => EventSeverity.Error,
        StepOutcome.SkippedOutcome => EventSeverity.Information,
        _ => EventSeverity.Success,
    };

    private static string Describe(string name, StepOutcome outcome) => outcome.Explanation is { } explanation
        ? $"{name}: {outcome.Word}: {explanation}"
        : $"{name}: {outcome.Word}";

    private void Write(string? step, EventPlace place, EventSeverity severity, string message)
    {
        if (hasFailed)
            return;
        try
        {
            events.Write(step, place, severity, message);
        }
        catch (WindowsException exception)
        {
            hasFailed = true;
            logger.LogWarning("No more events are written: {Problem}", exception.Message);
        }
    }
}
