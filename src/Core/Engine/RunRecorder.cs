using OpenLaunch.Core.Console;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Engine;

/// <summary>
/// Writes what happens into the journal, then tells the listeners. Neither can end the run: what could not be recorded is said
/// once. A dry run has no journal.
/// </summary>
/// <remarks>
/// A flush is what a boot pays most for. What is flushed is what the next boot must know: that a run began and how it ended,
/// that an entry began which must not run twice and how it ended, and what steps keep. A power cut may take the other lines.
/// </remarks>
/// <param name="journal">The journal, or null in a dry run.</param>
/// <param name="flushesAll">
/// Whether each line is flushed: an earlier run never came to its end, so an entry may be what takes the machine down, and its
/// attempts are to be counted.
/// </param>
internal sealed class RunRecorder(
    string runId, JournalFile? journal, bool flushesAll, IReadOnlyList<IRunListener> listeners, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly HashSet<object> failed = new(ReferenceEqualityComparer.Instance);

    public bool IsDryRun => journal is null;

    /// <summary>Why the run is not recorded; null while it is.</summary>
    public string? JournalProblem { get; private set; }

    public void Tell(RunEvent runEvent)
    {
        lock (gate)
        {
            foreach (var listener in listeners)
            {
                if (StepGuard.Try(() => listener.Handle(runEvent)) is { } problem)
                    Fails(listener, $"{listener.GetType().Name} cannot show the run: {problem.Message}");
            }
        }
    }

    /// <summary>Tells once of somebody who looks on and cannot.</summary>
    public void Fails(object observer, string problem)
    {
        bool isNew;
        lock (gate)
            isNew = failed.Add(observer);
        if (isNew)
            Warn(problem);
    }

    /// <summary>Tells of what the run goes on in spite of.</summary>
    public void Warn(string problem) => Tell(new RunEvent.Warning(PrintableText.Block(problem)));

    public void RunStarts(Plan plan, string agentVersion, HostFacts host, string? verb)
    {
        Write(New(JournalRecordKind.Run) with
        {
            Schema = JournalRecord.CurrentSchema,
            Agent = agentVersion,
            Verb = verb,
            Boot = host.BootId,
            Machine = host.MachineId,
            Entries = [.. plan.Entries.Select(entry => entry.Name)],
        });
        Tell(new RunEvent.RunStarted(runId, plan, IsDryRun));
    }

    /// <returns>Whether the start is on disk, so that an entry that must not run twice may run.</returns>
    public bool StepStarts(PlanEntry entry, EntryDecision.Run decision, InstanceIdentity identity)
    {
        var record = New(JournalRecordKind.Step, entry, identity) with
        {
            Resumed = decision.Resumed ? true : null,
            Interruptions = decision.Interruptions > 0 ? decision.Interruptions : null,
        };
        var written = Write(record, IsKept(entry));
        Tell(new RunEvent.StepStarted(entry, decision.Note));
        return written;
    }

    public void ChangeStarts(PlanEntry entry, string description) =>
        Write(New(JournalRecordKind.Change) with { Name = entry.Name, Description = description }, flush: false);

    /// <returns>Whether the value is on disk.</returns>
    public bool StepKeeps(PlanEntry entry, InstanceIdentity identity, string key, string value) =>
        Write(New(JournalRecordKind.State, entry, identity) with { Key = key, Value = value });

    public void StepEnds(StepResult result, InstanceIdentity identity)
    {
        var outcome = result.Outcome;
        var record = New(JournalRecordKind.Outcome, result.Entry, identity) with
        {
            Outcome = outcome.Word,
            Reason = outcome.Explanation,
            Error = (outcome as StepOutcome.FailedOutcome)?.Error ?? (outcome as StepOutcome.SkippedOutcome)?.Error,
            Resume = (outcome as StepOutcome.RebootOutcome)?.Resume,
            Cancelled = result.IsCutOff ? true : null,
            Interruptions = result.Interruptions > 0 ? result.Interruptions : null,
            Milliseconds = (long)result.Elapsed.TotalMilliseconds,
            Requests = result.Requests is { Count: > 0 } requests ? requests : null,
        };
        Write(record, IsKept(result.Entry) && outcome is not StepOutcome.SkippedOutcome);
        Tell(new RunEvent.StepFinished(result));
    }

    /// <summary>Records that the run ends here, unless a later record of its end says otherwise.</summary>
    public void RunEnds(RunOutcome outcome, TimeSpan elapsed, InstanceIdentity identity, string? verb) =>
        Write(New(JournalRecordKind.End) with
        {
            Verb = verb,
            Instance = identity.InstanceId,
            Machine = identity.MachineId,
            Outcome = Word(outcome),
            Milliseconds = (long)elapsed.TotalMilliseconds,
        });

    /// <summary>The outcome's word in journal and JSON.</summary>
    public static string Word(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Done => "done",
        RunOutcome.Reboot => "reboot",
        _ => "failed",
    };

    /// <summary>Whether the next boot must know of the entry; one that runs always finds the machine as it left it.</summary>
    private static bool IsKept(PlanEntry entry) => entry.Frequency != StepFrequency.Always;

    private JournalRecord New(JournalRecordKind kind) => new() { Kind = kind, Time = time.GetUtcNow(), Run = runId };

    private JournalRecord New(JournalRecordKind kind, PlanEntry entry, InstanceIdentity identity) => New(kind) with
    {
        Name = entry.Name,
        Step = entry.Definition.Name,
        Instance = identity.InstanceId,
        Machine = identity.MachineId,
    };

    /// <summary>A full disk must not stop a boot: routes and remote access matter more than the record of them.</summary>
    private bool Write(JournalRecord record, bool flush = true)
    {
        if (journal is null)
            return true;
        if (StepGuard.Try(() => journal.Append(record, flush || flushesAll)) is not { } problem)
            return true;
        if (problem is ObjectDisposedException)
            return false; // From a step that was given up on, after the end of its run.
        JournalProblem ??= problem.Message;
        Fails(journal, $"The journal cannot be written, so this run is not recorded: {problem.Message}");
        return false;
    }
}
