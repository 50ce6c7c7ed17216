namespace OpenLaunch.Steps.EventLog;

/// <summary>The event logs of Windows.</summary>
public interface IEventLogs
{
    /// <summary>Reads the newest entries of a log, the newest first.</summary>
    /// <param name="query">Which.</param>
    /// <exception cref="Core.Engine.MachineException">There is no such log.</exception>
    Task<IReadOnlyList<LoggedEvent>> ReadAsync(EventQuery query, CancellationToken cancellationToken);

    /// <summary>Reads the newest entries of a source with certain numbers, of any level, the newest first.</summary>
    /// <exception cref="Core.Engine.MachineException">There is no such log.</exception>
    Task<IReadOnlyList<LoggedEvent>> ReadAsync(
        string log, string source, IReadOnlyList<int> ids, int most, CancellationToken cancellationToken);
}

/// <summary>An entry of an event log.</summary>
/// <param name="Level">2: error, 3: warning, 4: information.</param>
/// <param name="Message">Its text in the language of Windows; empty where nothing is known of it.</param>
public sealed record LoggedEvent(string Log, int Level, string Source, DateTimeOffset Time, string Message)
{
    /// <summary>The number by which the source tells its entries apart; 0 when unknown.</summary>
    public int Id { get; init; }
}
