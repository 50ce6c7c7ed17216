using OpenLaunch.Core.Console;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>Takes one plan entry from decision to recorded outcome. Whatever throws on that way is the entry's outcome.</summary>
/// <param name="environment">What the run works with.</param>
/// <param name="host">The boot and the machine.</param>
/// <param name="session">The run's hold on the state folder.</param>
/// <param name="recorder">Records what happens.</param>
/// <param name="identities">Knows the instance.</param>
/// <param name="options">The run's options.</param>
internal sealed class EntryRunner(
    RunEnvironment environment, HostFacts host, RunSession session, RunRecorder recorder, IdentityResolver identities,
    RunOptions options)
{
    private readonly StepRunner steps = new(environment.Services, environment.Time);
    private readonly ConditionEvaluator conditions = new(environment.Metadata, () => environment.Host);

    /// <summary>Runs an entry. One that puts itself off has not ended, so that is not recorded.</summary>
    public async Task<StepResult> RunAsync(PlanEntry entry, IInstanceConsole console, CancellationToken cancellationToken)
    {
        var started = environment.Time.GetTimestamp();
        var result = await GuardAsync(entry, () => DecideAndRunAsync(entry, console, cancellationToken), cancellationToken);
        result = result with { Outcome = result.Outcome.Printable(), Elapsed = environment.Time.GetElapsedTime(started) };
        if (result.Outcome is not StepOutcome.PutOffOutcome)
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
        var result = await GuardAsync(first.Entry, RunLastAsync, cancellationToken);
        if (result.Outcome is StepOutcome.PutOffOutcome again)
        {
            result = result with
            {
                Outcome = StepOutcome.Failed(
                    $"it was put off to the end of the run and wants to be put off again: {again.Reason}"),
            };
        }

        result = result with
        {
            Outcome = result.Outcome.Printable(),
            Elapsed = first.Elapsed + environment.Time.GetElapsedTime(started),
            Changes = [.. first.Changes, .. result.Changes],
        };
        recorder.StepEnds(result, identities.Known);
        return result;

        Task<StepResult> RunLastAsync()
        {
            var resumed = session.History.Of(first.Entry.Name, identities.Known, host.BootId).ResumePending;
            var decision = new EntryDecision.Run(resumed, "put off until all other entries were through");
            return RunStepAsync(first.Entry, decision, console, isPutOff: true, cancellationToken);
        }
    }

    /// <summary>Records that an entry was not reached.</summary>
    public StepResult Skip(PlanEntry entry, string reason) => End(Ended(entry, StepOutcome.Skipped(reason)));

    /// <summary>Records that an entry failed after all: the restart that it asked for was refused.</summary>
    public StepResult Fail(StepResult result, string reason) => End(result with { Outcome = StepOutcome.Failed(reason) });

    private static StepResult Ended(PlanEntry entry, StepOutcome outcome) => new(entry, outcome, TimeSpan.Zero, []);

    private static async Task<StepResult> GuardAsync(
        PlanEntry entry, Func<Task<StepResult>> run, CancellationToken cancellationToken)
    {
        StepResult? result = null;
        return await StepGuard.TryAsync(async () => result = await run()) switch
        {
            null => result!,
            OperationCanceledException when cancellationToken.IsCancellationRequested =>
                Ended(entry, StepOutcome.Skipped("the run was cancelled")),
            MetadataDisabledException disabled => Ended(
                entry, new StepOutcome.SkippedOutcome(disabled.Message) { Error = disabled.GetType().FullName }),
            var thrown => Ended(entry, new StepOutcome.FailedOutcome(
                $"its conditions cannot be checked: {thrown.Message}", thrown.GetType().FullName)),
        };
    }

    private StepResult End(StepResult result)
    {
        recorder.StepEnds(result, identities.Known);
        return result;
    }

    private async Task<StepResult> DecideAndRunAsync(
        PlanEntry entry, IInstanceConsole console, CancellationToken cancellationToken) =>
        await DecideAsync(entry, cancellationToken) switch
        {
            EntryDecision.Run run => await RunStepAsync(entry, run, console, isPutOff: false, cancellationToken),
            EntryDecision.Restart { Resume: true } again => Ended(entry, StepOutcome.RebootThenResume(again.Reason)),
            EntryDecision.Restart again => Ended(entry, StepOutcome.RebootThenDone(again.Reason)),
            EntryDecision.GiveUp end => Ended(entry, StepOutcome.Failed(end.Reason)) with { Interruptions = end.Interruptions },
            var decision => Ended(entry, StepOutcome.Skipped(((EntryDecision.Skip)decision).Reason)),
        };

    private async Task<EntryDecision> DecideAsync(PlanEntry entry, CancellationToken cancellationToken)
    {
        if (EntryDecider.DecideEarly(entry, options) is { } early)
            return early;
        var identity = entry.Frequency == StepFrequency.PerInstance || entry.When is not null
            ? await identities.ResolveAsync(cancellationToken)
            : await identities.ResolveCheaplyAsync(cancellationToken);
        var decision = EntryDecider.Decide(entry, options, session.History.Of(entry.Name, identity, host.BootId));
        if (decision is not EntryDecision.Run || entry.When is null)
            return decision;
        var unmet = await conditions.FindUnmetAsync(entry.When, session.History.IsFirstBoot(identity), cancellationToken);
        return unmet is null ? decision : new EntryDecision.Skip(unmet);
    }

    private async Task<StepResult> RunStepAsync(
        PlanEntry entry, EntryDecision.Run decision, IInstanceConsole console, bool isPutOff, CancellationToken cancellationToken)
    {
        var identity = identities.Known;
        if (!recorder.StepStarts(entry, decision, identity) && entry.Frequency != StepFrequency.Always)
        {
            return Ended(entry, StepOutcome.Failed(
                "not run: the journal cannot be written, and what may run only once must be recorded first. "
                + "Make room on the disk of the state folder."));
        }

        var context = NewContext(entry, decision, identity, console, isPutOff);
        var outcome = await steps.RunAsync(entry, context, cancellationToken);
        if (outcome is StepOutcome.RebootOutcome wish)
            outcome = RebootBudget.Apply(entry.Name, wish, session.History.ConsecutiveReboots(identities.Known, host.BootId));
        return new(entry, outcome, TimeSpan.Zero, context.Changes)
        {
            IsCutOff = cancellationToken.IsCancellationRequested && outcome is StepOutcome.FailedOutcome,
        };
    }

    private EngineStepContext NewContext(
        PlanEntry entry, EntryDecision.Run decision, InstanceIdentity identity, IInstanceConsole console,
        bool isPutOff)
    {
        EngineStepContext? context = null;
        return context = new(entry, identity, recorder, session.History, environment.ChangeScope)
        {
            Name = entry.Name,
            RunId = session.RunId,
            BootId = host.BootId,
            InstanceId = identity.InstanceId,
            Resumed = decision.Resumed,
            DryRun = options.DryRun,
            Force = options.Force,
            IsPutOff = isPutOff,
            Metadata = environment.Metadata,
            Console = new SafeConsole(console, recorder, () => context is { IsRevoked: true }),
            Logger = new SafeLogger(() => environment.LoggerFactory, entry.Name, recorder),
            Time = environment.Time,
        };
    }
}
