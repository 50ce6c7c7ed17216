using OpenLaunch.Core.Console;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Engine;

/// <summary>Runs a plan once, and records it from its start to its end.</summary>
public sealed class PlanRunner
{
    private static readonly IInstanceConsole Silent =
        new InstanceConsole(new StreamConsolePort(Stream.Null), TimeProvider.System, []);

    private readonly RunEnvironment environment;

    internal PlanRunner(RunEnvironment environment) => this.environment = environment;

    /// <summary>Runs a plan once. When a step asks for it, the machine restarts after the journal is on disk.</summary>
    /// <param name="session">The run's hold on the state folder; read-only exactly when the options ask for a dry run.</param>
    /// <param name="options">What the caller asks for.</param>
    /// <param name="cancellationToken">Ends the run early: the step under way is cancelled, the rest skipped.</param>
    /// <returns>What became of it. Nothing that goes wrong in a run is thrown.</returns>
    public async Task<RunResult> RunAsync(
        Plan plan, RunSession session, RunOptions options, CancellationToken cancellationToken)
    {
        var started = environment.Time.GetTimestamp();
        var recorder = new RunRecorder(
            session.RunId, session.Journal, !session.History.HasEnded, environment.Listeners, environment.Time);
        var console = new SafeConsole(options.DryRun ? Silent : environment.Console, recorder);
        var host = HostFacts.Read(() => environment.Host, session.History, session.RunId, recorder.Warn);
        var identities = new IdentityResolver(environment.Metadata, host.MachineId, session.History, recorder.Warn);
        recorder.RunStarts(plan, environment.AgentVersion, host, options.Verb);
        foreach (var warning in session.Warnings)
            recorder.Warn(warning);

        var entries = new EntryRunner(environment, host, session, recorder, identities, options);
        var walk = new PlanWalk(entries, console, options, RequestRestartAsync);
        var steps = await walk.RunAsync(plan, cancellationToken);
        var identity = await IdentifyAsync(identities, recorder, steps, cancellationToken);
        var result = new RunResult(
            session.RunId, identity.InstanceId, OutcomeOf(steps, cancellationToken),
            environment.Time.GetElapsedTime(started), steps)
        {
            DryRun = options.DryRun,
        };
        recorder.RunEnds(result.Outcome, result.Elapsed, identity, options.Verb);
        if (recorder.JournalProblem is { } problem)
            console.WriteLine(ConsoleTopic.Progress, $"Message: OpenLaunch could not record its run: {problem}");
        recorder.Tell(new RunEvent.RunFinished(result));
        return result;

        // Windows may go down at once, so the end of the run is on disk before, and once more when Windows refuses.
        async Task<Exception?> RequestRestartAsync(string reason)
        {
            recorder.RunEnds(RunOutcome.Reboot, environment.Time.GetElapsedTime(started), identities.Known, options.Verb);
            var token = cancellationToken.IsCancellationRequested ? CancellationToken.None : cancellationToken;
            var refusal = await StepGuard.TryAsync(() => environment.Reboot.RequestAsync(reason, token));

            // The restart itself cancels the run, before it ends the process.
            return refusal is OperationCanceledException && token.IsCancellationRequested ? null : refusal;
        }
    }

    private static RunOutcome OutcomeOf(IReadOnlyList<StepResult> steps, CancellationToken cancellationToken) =>
        steps.Any(step => step.Outcome is StepOutcome.RebootOutcome) ? RunOutcome.Reboot
        : cancellationToken.IsCancellationRequested || steps.Any(step => step.Outcome is StepOutcome.FailedOutcome)
            ? RunOutcome.Failed
            : RunOutcome.Done;

    private static async Task<InstanceIdentity> IdentifyAsync(
        IdentityResolver identities, RunRecorder recorder, IReadOnlyList<StepResult> steps, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
            await StepGuard.TryAsync(() => identities.ResolveCheaplyAsync(cancellationToken));
        var identity = identities.Known;
        if (!identity.FromMetadata && steps.Any(
            step => step.Entry is { Frequency: StepFrequency.PerInstance, SkipReason: null }))
        {
            recorder.Warn(
                "Metadata did not tell the instance id; what runs once per instance was decided by "
                + (identity.InstanceId is { } id ? $"the last known id {id}." : "the machine's own identity."));
        }

        return identity;
    }
}
