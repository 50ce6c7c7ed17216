using System.Globalization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.EventLog;

/// <summary>Those of a simulated Windows.</summary>
internal sealed class SimulatedEventLogs(SimulatedMachine machine) : IEventLogs
{
    private static readonly string[] OfWindows = ["System", "Application", "Security"];

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(EventQuery query, CancellationToken cancellationToken) => Task.FromResult(
        Newest(query.LogName, query.NumEntries, entry => entry.Level == query.LevelNumber
            && (query.Source.Length == 0 || IsSame(entry.Source, query.Source))));

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(
        string log, string source, IReadOnlyList<int> ids, int most, CancellationToken cancellationToken) => Task.FromResult(
        Newest(log, most, entry => IsSame(entry.Source, source) && ids.Contains(entry.Id)));

    private IReadOnlyList<LoggedEvent> Newest(string log, int most, Func<LoggedEvent, bool> isWanted)
    {
        var all = machine.Read(state => state.Events.Select(entry => new LoggedEvent(
            entry.Log, entry.Level, entry.Source, DateTimeOffset.Parse(entry.Time, CultureInfo.InvariantCulture),
            entry.Message) { Id = entry.Id }).ToList());
        if (!OfWindows.Concat(all.Select(entry => entry.Log)).Contains(log, StringComparer.OrdinalIgnoreCase))
            throw new MachineException($"There is no event log {log}.");
        return
        [
            .. all.Where(entry => IsSame(entry.Log, log) && isWanted(entry)).OrderByDescending(entry => entry.Time).Take(most),
        ];
    }

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
