using OpenLaunch.Core.Console;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Engine;

/// <summary>Walks a plan: group by group, until the end, a reboot, a failure that stops, or cancellation.</summary>
/// <param name="environment">What the run works with.</param>
public sealed class PlanRunner(RunEnvironment environment)
{
    private static readonly IInstanceConsole Silent = new InstanceConsole(new StreamConsolePort(Stream.Null), TimeProvider.System, []);

    /// <summary>Runs a plan once. When a step asks for it, the machine restarts after the journal is on disk.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="session">The run's hold on the state folder; read-only exactly when the options ask for a dry run.</param>
    /// <param name="options">What the caller asks for.</param>
    /// <param name="cancellationToken">Ends the run early: the step under way is cancelled, the rest skipped.</param>
    public async Task<RunResult> RunAsync(
        Plan plan, RunSession session, RunOptions options, CancellationToken cancellationToken)
    {
        var started = environment.Time.GetTimestamp();
        var recorder = new RunRecorder(session.RunId, session.Journal, environment.Listeners, environment.Time);
        var identities = new IdentityResolver(environment.Metadata, environment.Host, session.History);
        recorder.RunStarts(plan, environment.AgentVersion, environment.Host, options.Verb);
        foreach (var warning in session.Warnings)
            recorder.Tell(new RunEvent.Warning(warning));

        var entries = new EntryRunner(environment, session, recorder, identities, options);
        var steps = await WalkAsync(plan, entries, options, cancellationToken).ConfigureAwait(false);
        var identity = await IdentifyAsync(identities, recorder, steps, cancellationToken).ConfigureAwait(false);
        var result = new RunResult(
            session.RunId, identity.InstanceId, OutcomeOf(steps, cancellationToken),
            environment.Time.GetElapsedTime(started), steps);
        recorder.RunEnds(result, identity, options.Verb);
        if (RebootWish(steps) is { } wish && !options.DryRun)
            await environment.Reboot.RequestAsync(wish, CancellationToken.None).ConfigureAwait(false);
        return result;
    }

    private async Task<List<StepResult>> WalkAsync(
        Plan plan, EntryRunner entries, RunOptions options, CancellationToken cancellationToken)
    {
        var console = options.DryRun ? Silent : environment.Console;
        var results = new List<StepResult>();
        string? stopped = null;
        foreach (var group in plan.Groups)
        {
            var ended = stopped is null
                ? await RunGroupAsync(group, entries, console, cancellationToken).ConfigureAwait(false)
                : [.. group.Entries.Select(entry => entries.Skip(entry, stopped))];
            results.AddRange(ended);
            stopped ??= ReasonToStop(ended, options, cancellationToken);
        }

        await RunPutOffAsync(results, stopped, entries, console, options, cancellationToken).ConfigureAwait(false);
        return results;
    }

    /// <summary>Runs the entries that put themselves off, in their order; each keeps its place in the results.</summary>
    private static async Task RunPutOffAsync(
        List<StepResult> results, string? stopped, EntryRunner entries, IInstanceConsole console, RunOptions options,
        CancellationToken cancellationToken)
    {
        for (var index = 0; index < results.Count; index++)
        {
            if (results[index] is not { Outcome: StepOutcome.PutOffOutcome } first)
                continue;
            results[index] = stopped is null
                ? await entries.RunPutOffAsync(first, console, cancellationToken).ConfigureAwait(false)
                : entries.Skip(first.Entry, stopped);
            stopped ??= ReasonToStop([results[index]], options, cancellationToken);
        }
    }

    private static async Task<StepResult[]> RunGroupAsync(
        PlanGroup group, EntryRunner entries, IInstanceConsole console, CancellationToken cancellationToken)
    {
        if (group.Entries is [var only])
            return [await entries.RunAsync(only, console, cancellationToken).ConfigureAwait(false)];
        var ordered = new GroupConsole(console);
        var members = group.Entries.Select(entry => (Entry: entry, Console: ordered.Add())).ToList();
        return await Task.WhenAll(members.Select(async member =>
        {
            using (member.Console)
                return await entries.RunAsync(member.Entry, member.Console, cancellationToken).ConfigureAwait(false);
        })).ConfigureAwait(false);
    }

    private static string? ReasonToStop(IEnumerable<StepResult> ended, RunOptions options, CancellationToken cancellationToken)
    {
        foreach (var result in ended)
        {
            if (result.Outcome is StepOutcome.RebootOutcome && !options.DryRun)
                return $"not reached: the machine restarts for {result.Entry.Name}";
            if (result.Outcome is StepOutcome.FailedOutcome && result.Entry.OnError == ErrorPolicy.Stop)
                return $"not reached: {result.Entry.Name} failed, and its onError is stop";
        }

        return cancellationToken.IsCancellationRequested ? "not reached: the run was cancelled" : null;
    }

    private static RunOutcome OutcomeOf(List<StepResult> steps, CancellationToken cancellationToken) =>
        RebootWish(steps) is not null ? RunOutcome.Reboot
        : cancellationToken.IsCancellationRequested || steps.Exists(step => step.Outcome is StepOutcome.FailedOutcome)
            ? RunOutcome.Failed
            : RunOutcome.Done;

    private static string? RebootWish(List<StepResult> steps) =>
        steps.Select(step => step.Outcome).OfType<StepOutcome.RebootOutcome>().FirstOrDefault()?.Reason;

    private static async Task<InstanceIdentity> IdentifyAsync(
        IdentityResolver identities, RunRecorder recorder, List<StepResult> steps, CancellationToken cancellationToken)
    {
        var identity = cancellationToken.IsCancellationRequested
            ? identities.Known
            : await identities.ResolveCheaplyAsync(cancellationToken).ConfigureAwait(false);
        if (!identity.FromMetadata && steps.Exists(step => step.Entry.Frequency == StepFrequency.PerInstance))
        {
            recorder.Tell(new RunEvent.Warning(
                "Metadata did not tell the instance id; what runs once per instance was decided by "
                + (identity.InstanceId is { } id ? $"the last known id {id}." : "the machine's own identity.")));
        }

        return identity;
    }
}
