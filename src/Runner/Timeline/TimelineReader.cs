using OpenLaunch.Core.Journal;

namespace OpenLaunch.Runner.Timeline;

/// <summary>Reads timelines from the journal's records alone.</summary>
/// <param name="isLocked">Whether a run is under way, so that the latest one may not have ended.</param>
internal sealed class TimelineReader(IReadOnlyList<JournalRecord> records, bool isLocked)
{
    private readonly Dictionary<string, List<JournalRecord>> runs = records
        .GroupBy(record => record.Run)
        .Where(group => group.First().Kind == JournalRecordKind.Run)
        .ToDictionary(group => group.Key, group => group.ToList());

    /// <summary>The last runs of those that went on after each other's restart, oldest first.</summary>
    public IReadOnlyList<string> RunIds => [.. Boots().Select(boot => boot[^1])];

    /// <summary>The timeline of a run; null when the journal has none of that id.</summary>
    public BootTimeline? Read(string runId)
    {
        if (!runs.ContainsKey(runId))
            return null;
        var ids = Boots().FirstOrDefault(boot => boot.Contains(runId)) ?? [runId];
        var started = runs[ids[0]][0].Time;
        var (read, end) = (new List<TimelineRun>(), TimeSpan.Zero);
        foreach (var id in ids)
        {
            var begin = runs[id][0].Time - started;
            read.Add(ReadRun(runs[id], begin > end ? begin : end));
            end = read[^1].End;
        }

        var instance = ids.SelectMany(id => runs[id]).LastOrDefault(record => record.Instance is not null)?.Instance;
        return new(started, instance, runs[ids[^1]][0].Agent, read);
    }

    /// <summary>The runs of boots, each with those before it that ended in a restart on the same machine.</summary>
    private List<List<string>> Boots()
    {
        var boots = new List<List<string>>();
        var isOpen = false;
        string? machine = null;
        foreach (var (id, run) in runs.Where(run => run.Value[0].Verb is null))
        {
            if (!isOpen || run[0].Machine != machine)
                boots.Add([]);
            boots[^1].Add(id);
            machine = run[0].Machine;
            isOpen = run.FindLast(record => record.Kind == JournalRecordKind.End)?.Outcome == "reboot";
        }

        return boots;
    }

    private TimelineRun ReadRun(List<JournalRecord> run, TimeSpan begin)
    {
        var clock = new RunClock(run);
        var end = run.FindLast(record => record.Kind == JournalRecordKind.End);
        var isRunning = end is null && isLocked && run[^1] == records[^1];
        var byName = run.Where(record => record.Name is not null).ToLookup(record => record.Name!);
        return new(
            run[0].Run, run[0].Verb, begin, begin + clock.Length,
            end?.Outcome ?? (isRunning ? "running" : "interrupted"), clock.Step,
            [.. (run[0].Entries ?? []).OfType<string>().Select(
                name => ReadEntry(name, [.. byName[name]], clock, begin, isRunning))]);
    }

    private static TimelineEntry ReadEntry(
        string name, IReadOnlyList<JournalRecord> entry, RunClock clock, TimeSpan begin, bool isRunning)
    {
        var ended = entry.LastOrDefault(record => record.Kind == JournalRecordKind.Outcome);
        var starts = entry.Where(record => record.Kind == JournalRecordKind.Step).ToList();
        var cutOff = isRunning ? "running" : "interrupted";
        List<TimelineBar> bars = [.. Bars(starts, ended, clock).Select(bar => bar with { Begin = begin + bar.Begin })];
        return new(
            name, (ended ?? starts.FirstOrDefault())?.Step,
            ended?.Outcome ?? (starts.Count > 0 ? cutOff : "pending"), ended?.Reason, bars,
            [.. entry.Where(record => record is { Kind: JournalRecordKind.Change, Description: not null })
                .Select(record => new TimelineChange(begin + clock.Of(record), record.Description!))],
            [.. (ended?.Requests ?? []).OfType<MetadataRequest>().Select(request => new TimelineRequest(
                At(RunClock.Milliseconds(request.After)), request.Path, RunClock.Milliseconds(request.Milliseconds),
                request.Result))]);

        TimeSpan At(TimeSpan after) =>
            bars.Count > 1 && after > bars[0].Elapsed ? bars[1].Begin + after - bars[0].Elapsed
            : starts.Count > 0 ? begin + clock.Of(starts[0]) + after
            : bars[0].Begin;
    }

    /// <summary>
    /// An entry starts before its step does: first it is decided whether it runs. Only its end tells how long that took.
    /// </summary>
    private static IEnumerable<TimelineBar> Bars(List<JournalRecord> starts, JournalRecord? ended, RunClock clock)
    {
        var end = ended is null ? clock.Length : clock.Of(ended);
        var first = starts.Count > 0 ? clock.Of(starts[0]) : end;
        if (ended is null && starts.Count == 0)
            yield break;
        var all = ended?.Milliseconds is { } milliseconds ? RunClock.Milliseconds(milliseconds) : end - first;
        if (starts.Count < 2)
        {
            var begin = end > all ? end - all : TimeSpan.Zero;
            yield return new(begin, end - begin);
            yield break;
        }

        // Postponed until the other entries were through: no record tells the end of the first call.
        var last = clock.Of(starts[^1]);
        var before = all - (end - last);
        yield return new(first, before > TimeSpan.Zero ? before : TimeSpan.Zero);
        yield return new(last, end - last);
    }
}
