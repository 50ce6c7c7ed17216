using OpenLaunch.Core.Console;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>Takes one plan entry from decision to recorded outcome.</summary>
/// <param name="environment">What the run works with.</param>
/// <param name="session">The run's hold on the state folder.</param>
/// <param name="recorder">Records what happens.</param>
/// <param name="identities">Knows the instance.</param>
/// <param name="options">The run's options.</param>
internal sealed class EntryRunner(
    RunEnvironment environment, RunSession session, RunRecorder recorder, IdentityResolver identities, RunOptions options)
{
    private readonly StepRunner steps = new(environment.Services, environment.Time);
    private readonly ConditionEvaluator conditions = new(environment.Metadata, environment.Host);

    /// <summary>Runs an entry. One that puts itself off has not ended, so that is not recorded.</summary>
    public async Task<StepResult> RunAsync(PlanEntry entry, IInstanceConsole console, CancellationToken cancellationToken)
    {
        var started = environment.Time.GetTimestamp();
        var (outcome, changes) = await DecideAndRunAsync(entry, console, cancellationToken).ConfigureAwait(false);
        var result = new StepResult(entry, outcome, environment.Time.GetElapsedTime(started), changes);
        if (outcome is not StepOutcome.PutOffOutcome)
            recorder.StepEnds(result, identities.Known);
        return result;
    }

    /// <summary>Runs an entry that had put itself off.</summary>
    /// <param name="first">What its first call did.</param>
    /// <param name="console">The instance console.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<StepResult> RunPutOffAsync(StepResult first, IInstanceConsole console, CancellationToken cancellationToken)
    {
        var started = environment.Time.GetTimestamp();
        var resumed = session.History.Of(first.Entry.Name, identities.Known).ResumePending;
        var decision = new EntryDecision.Run(resumed, "put off until all other entries were through");
        var (outcome, changes) = await RunStepAsync(first.Entry, decision, console, cancellationToken, isPutOff: true)
            .ConfigureAwait(false);
        if (outcome is StepOutcome.PutOffOutcome again)
            outcome = StepOutcome.Failed($"it was put off to the end of the run and wants to be put off again: {again.Reason}");
        var elapsed = first.Elapsed + environment.Time.GetElapsedTime(started);
        var result = new StepResult(first.Entry, outcome, elapsed, [.. first.Changes, .. changes]);
        recorder.StepEnds(result, identities.Known);
        return result;
    }

    /// <summary>Records that an entry was not reached.</summary>
    public StepResult Skip(PlanEntry entry, string reason)
    {
        var result = new StepResult(entry, StepOutcome.Skipped(reason), TimeSpan.Zero, []);
        recorder.StepEnds(result, identities.Known);
        return result;
    }

    private async Task<(StepOutcome Outcome, IReadOnlyList<string> Changes)> DecideAndRunAsync(
        PlanEntry entry, IInstanceConsole console, CancellationToken cancellationToken)
    {
        EntryDecision decision;
        try
        {
            decision = await DecideAsync(entry, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (StepOutcome.Skipped("the run was cancelled"), []);
        }
        catch (MetadataDisabledException exception)
        {
            return (StepOutcome.Skipped(exception.Message), []);
        }
        catch (MetadataException exception)
        {
            return (StepOutcome.Failed($"its conditions cannot be checked: {exception.Message}"), []);
        }

        return decision is EntryDecision.Run run
            ? await RunStepAsync(entry, run, console, cancellationToken).ConfigureAwait(false)
            : (StepOutcome.Skipped(((EntryDecision.Skip)decision).Reason), []);
    }

    private async Task<EntryDecision> DecideAsync(PlanEntry entry, CancellationToken cancellationToken)
    {
        if (EntryDecider.DecideEarly(entry, options) is { } early)
            return early;
        var identity = entry.Frequency == StepFrequency.PerInstance || entry.When is not null
            ? await identities.ResolveAsync(cancellationToken).ConfigureAwait(false)
            : await identities.ResolveCheaplyAsync(cancellationToken).ConfigureAwait(false);
        var decision = EntryDecider.Decide(entry, options, session.History.Of(entry.Name, identity));
        if (decision is EntryDecision.Skip || entry.When is null)
            return decision;
        var unmet = await conditions
            .FindUnmetAsync(entry.When, session.History.IsFirstBoot(identity), cancellationToken).ConfigureAwait(false);
        return unmet is null ? decision : new EntryDecision.Skip(unmet);
    }

    private async Task<(StepOutcome Outcome, IReadOnlyList<string> Changes)> RunStepAsync(
        PlanEntry entry, EntryDecision.Run decision, IInstanceConsole console, CancellationToken cancellationToken,
        bool isPutOff = false)
    {
        var identity = identities.Known;
        if (!recorder.StepStarts(entry, decision.Resumed, decision.Note, identity) && entry.Frequency != StepFrequency.Always)
        {
            return (StepOutcome.Failed(
                "not run: the journal cannot be written, and what may run only once must be recorded first. "
                + "Make room on the disk of the state folder."), []);
        }

        var context = NewContext(entry, decision, identity, console, isPutOff);
        var outcome = await steps.RunAsync(entry, context, cancellationToken).ConfigureAwait(false);
        if (outcome is StepOutcome.RebootOutcome wish)
            outcome = RebootBudget.Apply(entry.Name, wish, session.History.ConsecutiveReboots(identities.Known));
        return (outcome, context.Changes);
    }

    private EngineStepContext NewContext(
        PlanEntry entry, EntryDecision.Run decision, InstanceIdentity identity, IInstanceConsole console,
        bool isPutOff) =>
        new(entry, identity, recorder, session.History, environment.ChangeScope)
        {
            Name = entry.Name,
            RunId = session.RunId,
            BootId = environment.Host.BootId,
            InstanceId = identity.InstanceId,
            Resumed = decision.Resumed,
            DryRun = options.DryRun,
            Force = options.Force,
            IsPutOff = isPutOff,
            Metadata = environment.Metadata,
            Console = console,
            Logger = environment.LoggerFactory.CreateLogger(entry.Name),
            Time = environment.Time,
        };
}
