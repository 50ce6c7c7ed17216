namespace OpenLaunch.Core.Journal;

/// <summary>How an entry stands in the latest run.</summary>
/// <param name="Name">The entry.</param>
/// <param name="Step">Its step's catalogue name; null while it has not started.</param>
/// <param name="Outcome">done, skipped, reboot, runAgain, failed, running, interrupted or pending.</param>
/// <param name="Reason">The reason or message that goes with the outcome.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Changes">The changes it made, or was about to make when it was interrupted.</param>
public sealed record StepStatus(
    string Name, string? Step, string Outcome, string? Reason, long? Milliseconds, IReadOnlyList<string> Changes)
{
    /// <summary>The attempts in a row that were interrupted, up to and with the latest one.</summary>
    public int Interruptions { get; init; }

    /// <summary>Which part of its work it is in or was interrupted in, and at which attempt; null where it does not tell.</summary>
    public string? Attempt { get; init; }

    internal static StepStatus From(string name, IReadOnlyList<JournalRecord> records, bool isRunning)
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
            [.. records.Where(r => r.Kind == JournalRecordKind.Change).Select(r => r.Description!)])
        {
            Interruptions = ((ended ?? started)?.Interruptions ?? 0) + (word == "interrupted" && attempt is null ? 1 : 0),
            Attempt = ended is null ? attempt : null,
        };
    }
}
