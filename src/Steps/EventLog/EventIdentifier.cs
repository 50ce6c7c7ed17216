using OpenLaunch.Steps.Ec2LaunchV2;

namespace OpenLaunch.Steps.EventLog;

/// <summary>
/// The event identifiers of EC2Launch v2 (EC2 User Guide, "Troubleshoot EC2Launch v2", event identifiers), so that alarms
/// made for it go on working: stage, task and severity in one decimal number.
/// </summary>
internal static class EventIdentifier
{
    /// <summary>The name of the agent's log, and of its one source.</summary>
    public const string LogName = "OpenLaunch";

    /// <summary>The identifier of an event of a step; a step that EC2Launch v2 does not have counts as the service.</summary>
    public static int Of(string? step, EventSeverity severity, EventPlace place = EventPlace.Plan) =>
        (step is null ? 0 : Ec2LaunchTask.Find(step)?.EventBaseAt(place) ?? 0) + (int)severity;
}

/// <summary>What an event says of its step; its number is the last digit of the event identifier.</summary>
internal enum EventSeverity
{
    /// <summary>The step is done.</summary>
    Success = 0,

    /// <summary>The step was skipped, or tells how far it is.</summary>
    Information = 1,

    /// <summary>Something is not as it should be, and the step goes on.</summary>
    Warning = 2,

    /// <summary>The step failed.</summary>
    Error = 3,
}
