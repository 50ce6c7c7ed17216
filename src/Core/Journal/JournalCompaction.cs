namespace OpenLaunch.Core.Journal;

/// <summary>
/// Finds the records that a smaller journal must keep so that every later decision is the same, on whatever instance and in
/// whatever boot. A record speaks to the instances that its own instance and machine stand for, so what a later one makes
/// void is said only of records with the same two.
/// </summary>
internal sealed class JournalCompaction
{
    private readonly IReadOnlyList<JournalRecord> records;
    private readonly HashSet<JournalRecord> kept = new(ReferenceEqualityComparer.Instance);

    private JournalCompaction(IReadOnlyList<JournalRecord> records) => this.records = records;

    /// <summary>The records to keep, in their order.</summary>
    public static IReadOnlyList<JournalRecord> Compact(IReadOnlyList<JournalRecord> records)
    {
        var compaction = new JournalCompaction(records);
        compaction.KeepLatestRun();
        compaction.KeepLast(r => JournalHistory.HasSeenMachine(r) ? "" : null);
        compaction.KeepLast(r => r.Instance is not null ? (object?)r.Machine ?? "" : null);
        compaction.KeepLast(r => r.Kind == JournalRecordKind.State ? (Of(r), r.Name, r.Key) : null);
        compaction.KeepLast(r => IsEndOfBoots(r) ? Of(r) : null);
        compaction.KeepLast(r => JournalHistory.IsCompletion(r) ? (Of(r), r.Name) : null);
        compaction.KeepAttempts();
        compaction.KeepReboots();
        compaction.KeepRunsOfKept();
        return [.. records.Where(compaction.kept.Contains)];
    }

    /// <summary>What <c>status</c> reports.</summary>
    private void KeepLatestRun()
    {
        if (records.LastOrDefault(RunStatus.IsBegun) is not { } latest)
            return;
        kept.UnionWith(records.Where(r => r.Run == latest.Run));
        var before = RunStatus.RunsBefore(records, latest);
        kept.UnionWith(records.Where(r => before.Contains(r.Run)
            && r.Kind is (JournalRecordKind.Run or JournalRecordKind.Change or JournalRecordKind.End)));
    }

    /// <summary>Keeps the last record of each subject.</summary>
    private void KeepLast(Func<JournalRecord, object?> subjectOf)
    {
        var seen = new HashSet<object>();
        for (var i = records.Count - 1; i >= 0; i--)
        {
            if (subjectOf(records[i]) is { } subject && seen.Add(subject))
                kept.Add(records[i]);
        }
    }

    /// <summary>
    /// Keeps of each entry what follows, and is part of, its last whole attempt: a start and an end that was not cancelled make
    /// void all that was known of earlier ones, but for the last completion.
    /// </summary>
    private void KeepAttempts()
    {
        var starts = records.Where(r => r.Kind == JournalRecordKind.Step).Select(r => (r.Name, r.Run)).ToHashSet();
        var ends = new HashSet<(object, string?, string Run)>();
        var over = new HashSet<(object, string?)>();
        for (var i = records.Count - 1; i >= 0; i--)
        {
            var record = records[i];
            var subject = (Of(record), record.Name);
            if (!IsOfAttempt(record) || over.Contains(subject))
                continue;
            // What was decided before any start, at each boot anew, is no attempt.
            if (record.Outcome == "skipped" && !starts.Contains((record.Name, record.Run)))
                continue;
            kept.Add(record);
            var attempt = (Of(record), record.Name, record.Run);
            if (record.Kind == JournalRecordKind.Outcome && record.Cancelled != true)
                ends.Add(attempt);
            else if (record.Kind == JournalRecordKind.Step && ends.Contains(attempt))
                over.Add(subject);
        }
    }

    /// <summary>Keeps the reboots that are counted in a row, with what became of them in their own run.</summary>
    private void KeepReboots()
    {
        var over = new HashSet<object>();
        var counted = new HashSet<(string Run, string? Name)>();
        for (var i = records.Count - 1; i >= 0; i--)
        {
            if (IsEndOfBoots(records[i]))
                over.Add(Of(records[i]));
            else if (records[i] is { Kind: JournalRecordKind.Outcome, Outcome: "reboot" } reboot && !over.Contains(Of(reboot)))
                counted.Add((reboot.Run, reboot.Name));
        }

        kept.UnionWith(records.Where(r => r.Kind == JournalRecordKind.Outcome && counted.Contains((r.Run, r.Name))));
    }

    /// <summary>Keeps the starts of the runs, which know the boot.</summary>
    private void KeepRunsOfKept()
    {
        var runs = kept.Select(r => r.Run).ToHashSet();
        kept.UnionWith(records.Where(r => r.Kind == JournalRecordKind.Run && runs.Contains(r.Run)));
    }

    private static object Of(JournalRecord record) => (record.Instance, record.Machine);

    private static bool IsOfAttempt(JournalRecord record) =>
        record.Kind is JournalRecordKind.Step or JournalRecordKind.Outcome || record.Key == JournalRecord.AttemptKey;

    private static bool IsEndOfBoots(JournalRecord record) =>
        record is { Kind: JournalRecordKind.End, Verb: null } && record.Outcome != "reboot";
}
