using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>Runs a task of user data as an entry of a plan: as its step, in the engine's guard, so that it fails alone.</summary>
internal sealed class TaskRunner(StepCatalogue catalogue, IServiceProvider services)
{
    /// <summary>Runs the task unless the rule of "once" says otherwise.</summary>
    /// <returns>Its outcome; skipped, with the reason, when it did not run; null when it obeyed its cancellation.</returns>
    public async Task<StepOutcome?> RunAsync(ConfiguredTask task, TaskContext context, CancellationToken cancellationToken)
    {
        if (!catalogue.TryFind(task.StepName, out var step))
            return StepOutcome.Failed(
                $"Line {task.Line} of the user data asks for '{task.Name}', which this version cannot run: do it in a script.");
        // Scripts and programs keep by themselves how far they have come: they may ask for a restart in the middle.
        var outcome = task.IsProcess
            ? await StepGuard.RunAsync(step, services, task.Inputs!, task.Secrets, context, cancellationToken)
            : await RunOnceAsync(step, task, context, cancellationToken);
        return outcome is StepOutcome.FailedOutcome failed && (failed.Error is not null || !task.IsProcess)
            ? failed with { Message = $"Line {task.Line} of the user data, task '{task.Name}': {failed.Message}" }
            : outcome;
    }

    /// <summary>Runs a task of any other kind by the rule that scripts run by.</summary>
    private async Task<StepOutcome?> RunOnceAsync(
        StepDefinition step, ConfiguredTask task, TaskContext context, CancellationToken cancellationToken)
    {
        var kept = ScriptCheckpoint.Read(context.Journal.Recall(context.Key), task.Text, context.Rule.IsTextChanged);
        var name = $"task {context.First} of {context.Count} ({task.Name})";
        var decision = kept.Decide(name, isOnce: !task.IsAlways, context.Rule, context.RunId, context.BootId);
        if (decision is not ScriptDecision.Run { Attempt: var attempt })
            return NotRun(decision, kept, context);
        var started = Next(ScriptProgress.Started) with { Attempts = attempt };
        if (!KeepStart(started, name, context) && !task.IsAlways)
            return StepOutcome.Failed(new NotRememberedException().Message);

        context.Report($"running the task '{task.Name}'");
        var outcome = await StepGuard.RunAsync(step, services, task.Inputs!, task.Secrets, context, cancellationToken);
        var next = outcome switch
        {
            // Whoever cancels a run and starts another in the same boot has interrupted nothing.
            null => started with { Detail = context.BootId },
            StepOutcome.FailedOutcome failed => Next(ScriptProgress.Failed) with { Detail = failed.Message },
            StepOutcome.RebootOutcome { Resume: true } or StepOutcome.RunAgainOutcome => Next(ScriptProgress.Open),
            _ => Next(ScriptProgress.Finished),
        };
        return Keep(next, context) || task.IsAlways || outcome is StepOutcome.FailedOutcome
            ? outcome
            : StepOutcome.Failed("it has ended, but the journal cannot be written, so it may run again");

        ScriptCheckpoint Next(ScriptProgress progress) => new(kept.Sha256, progress) { Series = context.RunId };
    }

    private static StepOutcome NotRun(ScriptDecision decision, ScriptCheckpoint kept, TaskContext context)
    {
        switch (decision)
        {
            case ScriptDecision.NotRun { Reason: var reason }:
                return StepOutcome.Skipped(reason);
            case ScriptDecision.Fail { Message: var message }:
                Keep(kept with { Progress = ScriptProgress.Failed, Detail = message, Series = context.RunId }, context);
                return StepOutcome.Failed(message);
            default:
                return StepOutcome.Done;
        }
    }

    private static bool KeepStart(ScriptCheckpoint started, string name, TaskContext context)
    {
        // The engine leaves the counting to this, so that a task that never ends does not cost those behind it.
        context.Journal.TryRemember(
            StepContext.AttemptKey, $"{name}, attempt {started.Attempts} of {ScriptCheckpoint.MaxAttempts}");
        return Keep(started, context);
    }

    private static bool Keep(ScriptCheckpoint checkpoint, TaskContext context) =>
        context.DryRun || context.Journal.TryRemember(context.Key, checkpoint.ToString());
}
