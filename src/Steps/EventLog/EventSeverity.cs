namespace OpenLaunch.Steps.EventLog;

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
