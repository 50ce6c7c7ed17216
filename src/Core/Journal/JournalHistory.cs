namespace OpenLaunch.Core.Journal;

/// <summary>Answers what happened before, from the records alone.</summary>
/// <param name="records">The journal's records before this run, oldest first.</param>
public sealed class JournalHistory(IReadOnlyList<JournalRecord> records)
{
    private readonly ILookup<string?, JournalRecord> byName = records.ToLookup(r => r.Name);

    /// <summary>What is known of a plan entry.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="identity">The instance it runs on.</param>
    public EntryHistory Of(string name, InstanceIdentity identity)
    {
        JournalRecord? started = null, ended = null, completed = null, completedEver = null;
        foreach (var record in byName[name])
        {
            if (IsCompletion(record))
                completedEver = record;
            if (!record.IsOf(identity))
                continue;
            if (record.Kind == JournalRecordKind.Step)
                (started, ended) = (record, null);
            else if (record.Kind == JournalRecordKind.Outcome && (record.Outcome != "skipped" || record.Run == started?.Run))
                ended = record;
            if (IsCompletion(record))
                completed = record;
        }

        return new EntryHistory
        {
            Completed = ended is null || IsCompletion(ended) ? completed : null,
            CompletedEver = completedEver,
            ResumePending = ended is { Outcome: "reboot", Resume: true },
            Interrupted = started is not null && ended is null,
            WantsToRunAgain = ended is { Outcome: "runAgain" },
        };
    }

    /// <summary>The reboots that led to this run, by entry; the count starts over once a run ends without one.</summary>
    /// <param name="identity">The instance.</param>
    public IReadOnlyDictionary<string, int> ConsecutiveReboots(InstanceIdentity identity)
    {
        var reboots = new Dictionary<string, int>();
        for (var i = records.Count - 1; i >= 0; i--)
        {
            var record = records[i];
            if (!record.IsOf(identity))
                continue;
            if (record is { Kind: JournalRecordKind.End, Verb: null } && record.Outcome != "reboot")
                break;
            if (record is { Kind: JournalRecordKind.Outcome, Outcome: "reboot", Name: { } name })
                reboots[name] = reboots.GetValueOrDefault(name) + 1;
        }

        return reboots;
    }

    /// <summary>Whether no run has come to its end on this instance yet; runs that ended in a reboot do not count.</summary>
    /// <param name="identity">The instance.</param>
    public bool IsFirstBoot(InstanceIdentity identity) =>
        !records.Any(r => r is { Kind: JournalRecordKind.End, Verb: null } && r.Outcome != "reboot" && r.IsOf(identity));

    /// <summary>The instance id that was last seen on this machine.</summary>
    /// <param name="machineId">The machine.</param>
    public string? LastInstanceId(string machineId) =>
        records.LastOrDefault(r => r.Instance is not null && r.Machine == machineId)?.Instance;

    /// <summary>A value that an entry kept.</summary>
    /// <param name="name">The entry.</param>
    /// <param name="key">The value's name.</param>
    /// <param name="identity">The instance.</param>
    public string? Recall(string name, string key, InstanceIdentity identity) =>
        byName[name].LastOrDefault(r => r.Kind == JournalRecordKind.State && r.Key == key && r.IsOf(identity))?.Value;

    private static bool IsCompletion(JournalRecord record) =>
        record.Kind == JournalRecordKind.Outcome
        && (record.Outcome == "done" || record is { Outcome: "reboot", Resume: false });
}
