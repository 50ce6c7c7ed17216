using System.Collections.Concurrent;

namespace OpenLaunch.Core.Journal;

/// <summary>Answers what happened before, from the records alone.</summary>
/// <param name="records">The journal's records before this run, oldest first.</param>
public sealed class JournalHistory(IReadOnlyList<JournalRecord> records)
{
    private readonly ILookup<string?, JournalRecord> byName = records.ToLookup(r => r.Name);
    private readonly ILookup<(string?, string?), JournalRecord> values =
        records.Where(r => r.Kind == JournalRecordKind.State).ToLookup(r => (r.Name, r.Key));

    private readonly Dictionary<string, string?> boots = BootsOf(records);
    private readonly ConcurrentDictionary<InstanceIdentity, bool> firstBoots = new();

    /// <summary>What is known of a plan entry.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="identity">The instance it runs on.</param>
    /// <param name="boot">The boot that it runs in.</param>
    public EntryHistory Of(string name, InstanceIdentity identity, string boot)
    {
        JournalRecord? started = null, ended = null, completed = null, completedEver = null;
        var (interruptions, isCounted) = (0, false);
        foreach (var record in byName[name])
        {
            if (IsCompletion(record))
                completedEver = record;
            if (!record.IsOf(identity))
                continue;
            if (record.Kind == JournalRecordKind.Step)
            {
                interruptions += CutOff(started, ended, isCounted, BootOf(record));
                interruptions = Math.Max(record.Interruptions ?? 0, interruptions);
                (started, ended, isCounted) = (record, null, false);
            }
            else if (record is { Kind: JournalRecordKind.State, Key: JournalRecord.AttemptKey })
            {
                isCounted = record.Run == started?.Run;
            }
            else if (record.Kind == JournalRecordKind.Outcome && (record.Outcome != "skipped" || record.Run == started?.Run))
            {
                ended = record;
                interruptions = record.Cancelled == true ? interruptions : record.Interruptions ?? 0;
            }

            if (IsCompletion(record))
                completed = record;
        }

        var reboot = ended is { Outcome: "reboot" } ? ended : null;
        var isRebooted = reboot is not null && BootOf(reboot) != boot;
        return new EntryHistory
        {
            Completed = ended is null || IsCompletion(ended) ? completed : null,
            CompletedEver = completedEver,
            ResumePending = isRebooted && reboot!.Resume == true,
            RestartPending = isRebooted ? null : reboot,
            Interrupted = started is not null && ended is null,
            Interruptions = interruptions + CutOff(started, ended, isCounted, boot),
            WantsToRunAgain = ended is { Outcome: "runAgain" },
            IsSettled = ended is not null && (IsCompletion(ended) || ended is { Outcome: "skipped", Error: null }),
        };
    }

    /// <summary>The reboots that led to this run, by entry; the count starts over once a run ends without one.</summary>
    /// <param name="boot">The boot of this run: a restart that is asked for in it is none that led to it.</param>
    public IReadOnlyDictionary<string, int> ConsecutiveReboots(InstanceIdentity identity, string boot)
    {
        var reboots = new HashSet<(string Name, string? Boot)>();
        var seen = new HashSet<(string Run, string Name)>();
        for (var i = records.Count - 1; i >= 0; i--)
        {
            var record = records[i];
            if (!record.IsOf(identity))
                continue;
            if (record is { Kind: JournalRecordKind.End, Verb: null } && record.Outcome != "reboot")
                break;
            // Of two outcomes in one run the later one holds: a reboot that was refused became a failure.
            if (record is { Kind: JournalRecordKind.Outcome, Name: { } name } && seen.Add((record.Run, name))
                && record.Outcome == "reboot" && BootOf(record) != boot)
            {
                reboots.Add((name, BootOf(record)));
            }
        }

        return reboots.GroupBy(reboot => reboot.Name).ToDictionary(group => group.Key, group => group.Count());
    }

    /// <summary>Whether no run has come to its end on this instance yet; runs that ended in a reboot do not count.</summary>
    public bool IsFirstBoot(InstanceIdentity identity) => firstBoots.GetOrAdd(identity, of =>
        !records.Any(r => r is { Kind: JournalRecordKind.End, Verb: null } && r.Outcome != "reboot" && r.IsOf(of)));

    /// <summary>Whether the latest run came to its end; true where there was none.</summary>
    internal bool HasEnded => records.LastOrDefault(r => r.Kind == JournalRecordKind.Run) is not { } latest
        || records.Any(r => r.Kind == JournalRecordKind.End && r.Run == latest.Run);

    /// <summary>The machine that was last seen.</summary>
    public string? LastMachineId => records.LastOrDefault(HasSeenMachine)?.Machine;

    /// <summary>The instance id that was last seen on this machine.</summary>
    public string? LastInstanceId(string machineId) =>
        records.LastOrDefault(r => r.Instance is not null && r.Machine == machineId)?.Instance;

    /// <summary>A value that an entry kept.</summary>
    /// <param name="key">The value's name.</param>
    public string? Recall(string name, string key, InstanceIdentity identity) =>
        values[(name, key)].LastOrDefault(r => r.IsOf(identity))?.Value;

    /// <summary>Whether the record says on which machine something ran.</summary>
    internal static bool HasSeenMachine(JournalRecord record) =>
        record is { Machine: not null, Kind: not JournalRecordKind.Refused };

    internal static bool IsCompletion(JournalRecord record) =>
        record.Kind == JournalRecordKind.Outcome
        && (record.Outcome == "done" || record is { Outcome: "reboot", Resume: false });

    private static Dictionary<string, string?> BootsOf(IReadOnlyList<JournalRecord> records)
    {
        var boots = new Dictionary<string, string?>();
        foreach (var record in records.Where(r => r.Kind == JournalRecordKind.Run))
            boots[record.Run] = record.Boot;
        return boots;
    }

    // The run stands for its boot where the record of its start is lost.
    private string BootOf(JournalRecord record) => boots.GetValueOrDefault(record.Run) ?? record.Run;

    /// <summary>
    /// 1 when the latest attempt was cut off: it never ended, or was told to end and the machine then restarted. Whoever
    /// cancels a run and starts another in the same boot has not cut off anything, and what the step counts itself is no
    /// interruption of the entry.
    /// </summary>
    private int CutOff(JournalRecord? started, JournalRecord? ended, bool isCounted, string bootOfNext) =>
        started is not null && !isCounted && (ended is null || (ended.Cancelled == true && BootOf(ended) != bootOfNext)) ? 1 : 0;
}

/// <summary>What the journal knows of a plan entry on an instance.</summary>
public sealed record EntryHistory
{
    /// <summary>The outcome with which it last completed on this instance, unless it failed or was cut off since.</summary>
    public JournalRecord? Completed { get; init; }

    /// <summary>The outcome with which it last completed on any instance.</summary>
    public JournalRecord? CompletedEver { get; init; }

    /// <summary>Whether it asked for a reboot, which was made, and wants to go on after it.</summary>
    public bool ResumePending { get; init; }

    /// <summary>The outcome with which it asked for a reboot that has not been made yet.</summary>
    public JournalRecord? RestartPending { get; init; }

    /// <summary>Whether it started and never ended: a power cut or a kill.</summary>
    public bool Interrupted { get; init; }

    /// <summary>The attempts in a row that were cut off, up to and with the latest one.</summary>
    public int Interruptions { get; init; }

    /// <summary>Whether it asked to run again.</summary>
    public bool WantsToRunAgain { get; init; }

    /// <summary>Whether its latest call on this instance came to its end, and found or left nothing to do.</summary>
    internal bool IsSettled { get; init; }
}
