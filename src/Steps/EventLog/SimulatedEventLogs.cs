using System.Globalization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.EventLog;

/// <summary>Those of a simulated Windows.</summary>
internal sealed class SimulatedEventLogs(SimulatedMachine machine) : IEventLogs
{
    private static readonly string[] OfWindows = ["System", "Application", "Security"];

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(EventQuery query, CancellationToken cancellationToken)
    {
        var all = machine.Read(state => state.Events.Select(entry => new LoggedEvent(
            entry.Log, entry.Level, entry.Source, DateTimeOffset.Parse(entry.Time, CultureInfo.InvariantCulture),
            entry.Message)).ToList());
        if (!OfWindows.Concat(all.Select(entry => entry.Log)).Contains(query.LogName, StringComparer.OrdinalIgnoreCase))
            throw new MachineException($"There is no event log {query.LogName}.");
        return Task.FromResult<IReadOnlyList<LoggedEvent>>([.. all
            .Where(entry => entry.Log.Equals(query.LogName, StringComparison.OrdinalIgnoreCase)
                && entry.Level == query.LevelNumber
                && (query.Source.Length == 0 || entry.Source.Equals(query.Source, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(entry => entry.Time).Take(query.NumEntries)]);
    }
}
