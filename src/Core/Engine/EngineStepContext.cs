using OpenLaunch.Core.Console;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Engine;

/// <summary>The context that the engine lends to a step.</summary>
internal sealed class EngineStepContext(
    PlanEntry entry, InstanceIdentity identity, RunRecorder recorder, JournalHistory history, ChangeScope scope)
    : StepContext
{
    private readonly Lock gate = new();
    private readonly List<string> changes = [];
    private readonly Dictionary<string, string> kept = [];
    private bool revoked;

    public IReadOnlyList<string> Changes
    {
        get
        {
            lock (gate)
                return [.. changes];
        }
    }

    /// <summary>Whether the step was given up on.</summary>
    public bool IsRevoked
    {
        get
        {
            lock (gate)
                return revoked;
        }
    }

    /// <summary>Ends the loan: a step that was given up on must not change the machine any more.</summary>
    public void Revoke()
    {
        lock (gate)
            revoked = true;
    }

    public override async Task ChangeAsync(
        string description, Func<CancellationToken, Task> apply, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        description = PrintableText.Bounded(PrintableText.Line(description));
        Note(() => changes.Add(description));
        if (!DryRun)
        {
            recorder.ChangeStarts(entry, description);
            await scope.ApplyAsync(description, apply, cancellationToken);
        }

        recorder.Tell(new RunEvent.ChangeMade(entry, description));
    }

    public override void Report(string message) => recorder.Tell(
        new RunEvent.StepProgress(entry, PrintableText.Bounded(PrintableText.Line(message))));

    public override void ReportTask(string step, StepOutcome outcome) =>
        recorder.Tell(new RunEvent.TaskFinished(entry, step, outcome));

    public override string? Recall(string key)
    {
        lock (gate)
        {
            if (kept.TryGetValue(key, out var value))
                return value;
        }

        return history.Recall(entry.Name, key, identity);
    }

    public override bool TryRemember(string key, string value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, 4096, nameof(value));
        Note(() => kept[key] = value);
        return DryRun || recorder.StepKeeps(entry, identity, key, value);
    }

    private void Note(Action note)
    {
        lock (gate)
        {
            if (revoked)
                throw new OperationCanceledException($"{Name} was given up on, so it may not change anything any more.");
            note();
        }
    }
}
