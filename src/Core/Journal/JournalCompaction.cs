namespace OpenLaunch.Core.Journal;

/// <summary>Decides which records a smaller journal must keep so that every later decision is the same.</summary>
internal static class JournalCompaction
{
    /// <summary>Keeps whole runs of the last boot sequence, and of older ones what each entry last came to.</summary>
    public static IReadOnlyList<JournalRecord> Compact(IReadOnlyList<JournalRecord> records)
    {
        var recent = RecentRuns(records);
        var kept = new HashSet<JournalRecord>(ReferenceEqualityComparer.Instance);
        var seen = new HashSet<(JournalRecordKind, string?, string?, string?, string?, string?)>();
        for (var i = records.Count - 1; i >= 0; i--)
        {
            var record = records[i];
            if (recent.Contains(record.Run) || (IsMemory(record) && seen.Add(Subject(record))))
                kept.Add(record);
        }

        return [.. records.Where(kept.Contains)];
    }

    /// <summary>
    /// The latest run of the boot plan, and the runs before it that ended in the reboot which led to it. Of other runs, which
    /// may be many (repair on a schedule, watch), what their entries came to is enough.
    /// </summary>
    private static HashSet<string> RecentRuns(IReadOnlyList<JournalRecord> records)
    {
        var outcomes = records.Where(r => r.Kind == JournalRecordKind.End).ToDictionary(r => r.Run, r => r.Outcome);
        var runs = new HashSet<string>();
        foreach (var run in records.Where(r => r is { Kind: JournalRecordKind.Run, Verb: null }).Select(r => r.Run).Reverse())
        {
            if (runs.Count > 0 && outcomes.GetValueOrDefault(run, "reboot") != "reboot")
                break;
            runs.Add(run);
        }

        return runs;
    }

    private static bool IsMemory(JournalRecord record) =>
        record.Kind is JournalRecordKind.State or JournalRecordKind.End
        || (record.Kind == JournalRecordKind.Outcome && record.Outcome != "skipped");

    private static (JournalRecordKind, string?, string?, string?, string?, string?) Subject(JournalRecord record) =>
        (record.Kind, record.Instance, record.Machine, record.Name, record.Key, record.Verb);
}
