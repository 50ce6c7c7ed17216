using OpenLaunch.Core.Console;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>Takes one plan entry from decision to recorded outcome. Whatever throws on that way is the entry's outcome.</summary>
internal sealed class EntryRunner(
    RunEnvironment environment, HostFacts host, RunSession session, RunRecorder recorder, IdentityResolver identities,
    RunOptions options)
{
    private readonly StepRunner steps = new(environment.Services, environment.Time);
    private readonly ConditionEvaluator conditions = new(environment.Metadata, () => environment.Host);

    /// <summary>Runs an entry. One that postpones itself has not ended, so that is not recorded.</summary>
    public async Task<StepResult> RunAsync(PlanEntry entry, IInstanceConsole console, CancellationToken cancellationToken)
    {
        var started = environment.Time.GetTimestamp();
        StepResult? result = null;
        var thrown = await StepGuard.TryAsync(async () => result = await DecideAndRunAsync(entry, console, cancellationToken));
        result ??= Thrown(entry, thrown!, cancellationToken);
        result = result with { Outcome = result.Outcome.Printable(), Elapsed = environment.Time.GetElapsedTime(started) };
        return result.Outcome is StepOutcome.PostponedOutcome ? result : End(result);
    }

    /// <summary>Runs an entry whose first call had postponed it.</summary>
    public async Task<StepResult> RunPostponedAsync(
        StepResult first, IInstanceConsole console, CancellationToken cancellationToken)
    {
        var started = environment.Time.GetTimestamp();
        StepResult? result = null;
        var thrown = await StepGuard.TryAsync(async () => result = await RunLastAsync());
        result ??= Thrown(first.Entry, thrown!, cancellationToken);
        if (result.Outcome is StepOutcome.PostponedOutcome again)
        {
            result = result with
            {
                Outcome = StepOutcome.Failed(
                    $"it was postponed to the end of the run and wants to be postponed again: {again.Reason}"),
            };
        }

        return End(result with
        {
            Outcome = result.Outcome.Printable(),
            Elapsed = first.Elapsed + environment.Time.GetElapsedTime(started),
            Changes = [.. first.Changes, .. result.Changes],
            Requests = [.. first.Requests, .. result.Requests.Select(request => request with
            {
                After = request.After + (long)first.Elapsed.TotalMilliseconds,
            })],
        });

        Task<StepResult> RunLastAsync()
        {
            var resumed = session.History.Of(first.Entry.Name, identities.Known, host.BootId).ResumePending;
            var decision = new EntryDecision.Run(resumed, "postponed until all other entries were through");
            return RunStepAsync(first.Entry, decision, console, isPostponed: true, cancellationToken);
        }
    }

    /// <summary>Records that an entry was not reached.</summary>
    public StepResult Skip(PlanEntry entry, string reason) => End(Ended(entry, StepOutcome.Skipped(reason)));

    /// <summary>Records that an entry failed after all: the restart that it asked for was refused.</summary>
    public StepResult Fail(StepResult result, string reason) => End(result with { Outcome = StepOutcome.Failed(reason) });

    private static StepResult Ended(PlanEntry entry, StepOutcome outcome) => new(entry, outcome, TimeSpan.Zero, []);

    private static StepResult Thrown(PlanEntry entry, Exception thrown, CancellationToken cancelled) => Ended(entry, thrown switch
    {
        OperationCanceledException when cancelled.IsCancellationRequested => StepOutcome.Skipped("the run was cancelled"),
        MetadataDisabledException =>
            new StepOutcome.SkippedOutcome(StepGuard.TextOf(thrown)) { Error = thrown.GetType().FullName },
        _ => new StepOutcome.FailedOutcome(
            $"its conditions cannot be checked: {StepGuard.TextOf(thrown)}", thrown.GetType().FullName),
    });

    private StepResult End(StepResult result)
    {
        recorder.StepEnds(result, identities.Known);
        return result;
    }

    private async Task<StepResult> DecideAndRunAsync(
        PlanEntry entry, IInstanceConsole console, CancellationToken cancellationToken) =>
        await DecideAsync(entry, cancellationToken) switch
        {
            EntryDecision.Run run => await RunStepAsync(entry, run, console, isPostponed: false, cancellationToken),
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
        PlanEntry entry, EntryDecision.Run decision, IInstanceConsole console, bool isPostponed,
        CancellationToken cancellationToken)
    {
        var identity = identities.Known;
        if (!recorder.StepStarts(entry, decision, identity) && entry.Frequency != StepFrequency.Always)
        {
            return Ended(entry, StepOutcome.Failed(
                "not run: the journal cannot be written, and what may run only once must be recorded first. "
                + "Make room on the disk of the state folder."));
        }

        var metadata = new NotedMetadata(environment.Metadata, environment.Time);
        var context = NewContext(entry, decision, identity, console, metadata, isPostponed);
        var outcome = await steps.RunAsync(entry, context, cancellationToken);
        if (outcome is StepOutcome.RebootOutcome wish)
            outcome = RebootBudget.Apply(entry.Name, wish, session.History.ConsecutiveReboots(identities.Known, host.BootId));
        return new(entry, outcome, TimeSpan.Zero, context.Changes)
        {
            IsCutOff = cancellationToken.IsCancellationRequested && outcome is StepOutcome.FailedOutcome,
            Requests = metadata.Requests,
        };
    }

    private EngineStepContext NewContext(
        PlanEntry entry, EntryDecision.Run decision, InstanceIdentity identity, IInstanceConsole console,
        IMetadataClient metadata, bool isPostponed)
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
            IsPostponed = isPostponed,
            Metadata = metadata,
            Console = new SafeConsole(console, recorder, () => context is { IsRevoked: true }),
            Logger = new SafeLogger(() => environment.LoggerFactory, entry.Name, recorder),
            Time = environment.Time,
        };
    }
}
