namespace OpenLaunch.Steps.EventLog;

/// <summary>The event logs of Windows.</summary>
public interface IEventLogs
{
    /// <summary>Reads the newest entries of a log, the newest first.</summary>
    /// <param name="query">Which.</param>
    /// <exception cref="Core.Engine.MachineException">There is no such log.</exception>
    Task<IReadOnlyList<LoggedEvent>> ReadAsync(EventQuery query, CancellationToken cancellationToken);
}

/// <summary>An entry of an event log.</summary>
/// <param name="Level">2: error, 3: warning, 4: information.</param>
/// <param name="Message">Its text in the language of Windows; empty where nothing is known of it.</param>
public sealed record LoggedEvent(string Log, int Level, string Source, DateTimeOffset Time, string Message);
