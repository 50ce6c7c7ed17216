using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Engine;

/// <summary>Writes what happens into the journal, then tells the listeners. A dry run has no journal.</summary>
/// <param name="runId">The run.</param>
/// <param name="journal">The journal, or null in a dry run.</param>
/// <param name="listeners">Who else wants to know.</param>
/// <param name="time">The clock.</param>
internal sealed class RunRecorder(string runId, JournalFile? journal, IReadOnlyList<IRunListener> listeners, TimeProvider time)
{
    private readonly Lock gate = new();
    private bool journalFailed;

    public string RunId => runId;

    public bool IsDryRun => journal is null;

    public void Tell(RunEvent runEvent)
    {
        lock (gate)
        {
            foreach (var listener in listeners)
                listener.Handle(runEvent);
        }
    }

    public void RunStarts(Plan plan, string agentVersion, IHostIdentity host, string? verb)
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
    public bool StepStarts(PlanEntry entry, bool resumed, string? note, InstanceIdentity identity)
    {
        var written = Write(New(JournalRecordKind.Step, entry, identity) with { Resumed = resumed ? true : null });
        Tell(new RunEvent.StepStarted(entry, note));
        return written;
    }

    public void ChangeStarts(PlanEntry entry, string description) =>
        Write(New(JournalRecordKind.Change) with { Name = entry.Name, Description = description });

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
            Error = (outcome as StepOutcome.FailedOutcome)?.Error,
            Resume = (outcome as StepOutcome.RebootOutcome)?.Resume,
            Milliseconds = (long)result.Elapsed.TotalMilliseconds,
        };
        Write(record, flush: outcome is not StepOutcome.SkippedOutcome);
        Tell(new RunEvent.StepFinished(result));
    }

    public void RunEnds(RunResult result, InstanceIdentity identity, string? verb)
    {
        Write(New(JournalRecordKind.End) with
        {
            Verb = verb,
            Instance = identity.InstanceId,
            Machine = identity.MachineId,
            Outcome = Word(result.Outcome),
            Milliseconds = (long)result.Elapsed.TotalMilliseconds,
        });
        Tell(new RunEvent.RunFinished(result));
    }

    /// <summary>The outcome's word in journal and JSON.</summary>
    public static string Word(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Done => "done",
        RunOutcome.Reboot => "reboot",
        _ => "failed",
    };

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
        try
        {
            journal.Append(record, flush);
            return true;
        }
        catch (IOException exception)
        {
            if (!journalFailed)
                Tell(new RunEvent.Warning($"The journal cannot be written, so this run is not recorded: {exception.Message}"));
            journalFailed = true;
            return false;
        }
    }
}
