namespace OpenLaunch.Core.Journal;

/// <summary>How the latest run of the boot plan stands, read from the journal.</summary>
/// <param name="State">In one word.</param>
/// <param name="RunId">The latest run, or null when there was none.</param>
/// <param name="InstanceId">The instance it ran on, where known.</param>
/// <param name="Started">When it started.</param>
/// <param name="Milliseconds">How long it took; null while it has not ended.</param>
/// <param name="Steps">The plan's entries in order.</param>
public sealed record RunStatus(
    RunState State, string? RunId, string? InstanceId, DateTimeOffset? Started, long? Milliseconds,
    IReadOnlyList<StepStatus> Steps)
{
    /// <summary>What kept the run from beginning.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The boot that it ran in; null where the record of its start is lost.</summary>
    public string? BootId { get; init; }

    /// <summary>The machine that it ran on; null where the record of its start is lost.</summary>
    public string? MachineId { get; init; }

    /// <summary>The latest run of <c>repair</c>; null when there was none.</summary>
    public RepairStatus? Repair { get; init; }

    /// <summary>Reads the status of the latest run.</summary>
    /// <param name="isLocked">Whether a run holds the lock now.</param>
    public static RunStatus From(IReadOnlyList<JournalRecord> records, bool isLocked) =>
        OfBoot(records, isLocked) with { Repair = RepairStatus.From(records) };

    private static RunStatus OfBoot(IReadOnlyList<JournalRecord> records, bool isLocked)
    {
        if (records.LastOrDefault(IsBegun) is not { } run)
            return new(isLocked ? RunState.Running : RunState.NeverRan, null, null, null, null, []);
        if (run.Kind == JournalRecordKind.Refused)
        {
            return new(isLocked ? RunState.Running : RunState.Refused, run.Run, null, run.Time, null, [])
            {
                Reasons = [.. (run.Reasons ?? []).OfType<string>()], BootId = run.Boot, MachineId = run.Machine,
            };
        }

        var ofRun = records.Where(r => r.Run == run.Run).ToList();
        var end = ofRun.FindLast(r => r.Kind == JournalRecordKind.End);
        var byName = ofRun.Where(r => r.Name is not null).ToLookup(r => r.Name!);
        var before = ChangesBefore(records, run).ToLookup(r => r.Name!, r => r.Description!);
        return new(
            StateOf(end, isLocked), run.Run, ofRun.FindLast(r => r.Instance is not null)?.Instance, run.Time, end?.Milliseconds,
            [.. (run.Entries ?? []).OfType<string>().Select(name =>
                StepStatus.From(name, [.. byName[name]], [.. before[name]], isLocked && end is null))])
        {
            BootId = run.Boot, MachineId = run.Machine,
        };
    }

    private static IEnumerable<JournalRecord> ChangesBefore(IReadOnlyList<JournalRecord> records, JournalRecord run) =>
        RunsBefore(records, run) is { Count: > 0 } runs
            ? records.Where(r =>
                r is { Kind: JournalRecordKind.Change, Name: not null, Description: not null } && runs.Contains(r.Run))
            : [];

    /// <summary>The runs that ended with a restart so that this one goes on: they and it are one boot's.</summary>
    internal static IReadOnlySet<string> RunsBefore(IReadOnlyList<JournalRecord> records, JournalRecord run)
    {
        HashSet<string> runs = [];
        var ends = records.Where(r => r is { Kind: JournalRecordKind.End, Verb: null }).ToLookup(r => r.Run, r => r.Outcome);
        foreach (var earlier in records.Where(IsBegun).TakeWhile(r => r != run).Reverse())
        {
            if (ends[earlier.Run].LastOrDefault() != "reboot" || earlier.Machine != run.Machine)
                break;
            runs.Add(earlier.Run);
        }

        return runs;
    }

    /// <summary>Whether the record is the first of a run of the boot plan.</summary>
    internal static bool IsBegun(JournalRecord record) =>
        record is { Kind: JournalRecordKind.Run or JournalRecordKind.Refused, Verb: null };

    private static RunState StateOf(JournalRecord? end, bool isLocked) => (end?.Outcome, isLocked) switch
    {
        (null, true) => RunState.Running,
        (null, false) => RunState.Interrupted,
        ("reboot", _) => RunState.Restarting,
        ("done", _) => RunState.Ok,
        _ => RunState.Failed,
    };
}

/// <summary>The states of the latest run.</summary>
public enum RunState
{
    /// <summary>It ended, and all steps are done or skipped.</summary>
    Ok,

    /// <summary>It ended, and a step failed.</summary>
    Failed,

    /// <summary>It is under way.</summary>
    Running,

    /// <summary>It asked for a restart; the next run goes on.</summary>
    Restarting,

    /// <summary>It never ended: a power cut or a kill. The next run tries again.</summary>
    Interrupted,

    /// <summary>There was no run yet.</summary>
    NeverRan,

    /// <summary>It was asked for and did not begin: the configuration is bad, or others could alter it.</summary>
    Refused,

    /// <summary>Windows has started anew, and the run that is scheduled for this start has not begun.</summary>
    Pending,
}

/// <summary>What came of the latest <c>repair</c>.</summary>
/// <param name="Ended">When it ended.</param>
/// <param name="Outcome">done or failed.</param>
/// <param name="Changes">How many changes it made.</param>
public sealed record RepairStatus(DateTimeOffset Ended, string Outcome, int Changes)
{
    internal static RepairStatus? From(IReadOnlyList<JournalRecord> records) =>
        records.LastOrDefault(r => r is { Kind: JournalRecordKind.End, Verb: "repair", Outcome: not null }) is { } end
            ? new(end.Time, end.Outcome!, records.Count(r => r.Kind == JournalRecordKind.Change && r.Run == end.Run))
            : null;
}

/// <summary>How an entry stands in the latest run.</summary>
/// <param name="Step">Its step's catalogue name; null while it has not started.</param>
/// <param name="Outcome">done, skipped, reboot, runAgain, failed, running, interrupted or pending.</param>
/// <param name="Reason">The reason or message that goes with the outcome.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Changes">The changes it made, or was about to make when it was interrupted.</param>
public sealed record StepStatus(
    string Name, string? Step, string Outcome, string? Reason, long? Milliseconds, IReadOnlyList<string> Changes)
{
    /// <summary>When it started; null while it has not.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The attempts in a row that were interrupted, up to and with the latest one.</summary>
    public int Interruptions { get; init; }

    /// <summary>Which part of its work it is or was interrupted in, and at which attempt; null where it does not tell.</summary>
    public string? Attempt { get; init; }

    /// <summary>How many of the changes were made before a restart that this run goes on after; they come first.</summary>
    public int ChangesBeforeRestart { get; init; }

    /// <param name="before">The changes of the runs before, which ended with a restart.</param>
    internal static StepStatus From(
        string name, IReadOnlyList<JournalRecord> records, IReadOnlyList<string> before, bool isRunning)
    {
        var ended = records.LastOrDefault(r => r.Kind == JournalRecordKind.Outcome);
        var started = records.LastOrDefault(r => r.Kind == JournalRecordKind.Step);
        var word = ended?.Outcome ?? (started, isRunning) switch
        {
            (not null, true) => "running",
            (not null, false) => "interrupted",
            _ => "pending",
        };
        var attempt = records.LastOrDefault(r => r is { Kind: JournalRecordKind.State, Key: JournalRecord.AttemptKey })?.Value;
        return new StepStatus(
            name, (ended ?? started)?.Step, word, ended?.Reason, ended?.Milliseconds,
            [.. before, .. records.Where(r => r.Kind == JournalRecordKind.Change).Select(r => r.Description).OfType<string>()])
        {
            ChangesBeforeRestart = before.Count,
            Started = started?.Time,
            Interruptions = ((ended ?? started)?.Interruptions ?? 0) + (word == "interrupted" && attempt is null ? 1 : 0),
            Attempt = ended is null ? attempt : null,
        };
    }
}
