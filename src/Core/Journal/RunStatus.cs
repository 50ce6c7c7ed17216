namespace OpenLaunch.Core.Journal;

/// <summary>How the latest run of the boot plan stands, read from the journal.</summary>
/// <param name="State">In one word.</param>
/// <param name="RunId">The latest run, or null when there was none.</param>
/// <param name="InstanceId">The instance it ran on, where known.</param>
/// <param name="Started">When it started.</param>
/// <param name="Milliseconds">How long it took; null while it has not ended.</param>
/// <param name="Steps">The plan's entries in order.</param>
public sealed record RunStatus(
    RunState State, string? RunId, string? InstanceId, DateTimeOffset? Started, long? Milliseconds, IReadOnlyList<StepStatus> Steps)
{
    /// <summary>Reads the status of the latest run.</summary>
    /// <param name="records">The journal.</param>
    /// <param name="isLocked">Whether a run holds the lock now.</param>
    public static RunStatus From(IReadOnlyList<JournalRecord> records, bool isLocked)
    {
        if (records.LastOrDefault(r => r is { Kind: JournalRecordKind.Run, Verb: null }) is not { } run)
            return new(isLocked ? RunState.Running : RunState.NeverRan, null, null, null, null, []);
        var ofRun = records.Where(r => r.Run == run.Run).ToList();
        var end = ofRun.FindLast(r => r.Kind == JournalRecordKind.End);
        var byName = ofRun.Where(r => r.Name is not null).ToLookup(r => r.Name!);
        return new(
            StateOf(end, isLocked), run.Run, ofRun.FindLast(r => r.Instance is not null)?.Instance, run.Time, end?.Milliseconds,
            [.. (run.Entries ?? []).Select(name => StepStatus.From(name, [.. byName[name]], isLocked && end is null))]);
    }

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
}
