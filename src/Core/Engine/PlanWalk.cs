using OpenLaunch.Core.Console;

namespace OpenLaunch.Core.Engine;

/// <summary>Walks a plan: group by group, until the end, a reboot, a failure that stops, or cancellation.</summary>
/// <param name="entries">Runs each entry.</param>
/// <param name="restart">Asks for a restart; gives what stood in the way of it.</param>
internal sealed class PlanWalk(
    EntryRunner entries, IInstanceConsole console, RunOptions options, Func<string, Task<Exception?>> restart)
{
    private readonly List<StepResult> results = [];
    private string? stopped;

    /// <returns>All entries in declared order.</returns>
    public async Task<IReadOnlyList<StepResult>> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        foreach (var group in plan.Groups)
        {
            var first = results.Count;
            results.AddRange(stopped is null
                ? await RunGroupAsync(group, cancellationToken)
                : group.Entries.Select(entry => entries.Skip(entry, stopped)));
            await SettleAsync(first, cancellationToken);
        }

        await RunPostponedAsync(cancellationToken);
        return results;
    }

    /// <summary>Runs the entries that postponed themselves, in their order; each keeps its place in the results.</summary>
    private async Task RunPostponedAsync(CancellationToken cancellationToken)
    {
        for (var index = 0; index < results.Count; index++)
        {
            if (results[index] is not { Outcome: StepOutcome.PostponedOutcome } first)
                continue;
            results[index] = stopped is null
                ? await entries.RunPostponedAsync(first, console, cancellationToken)
                : entries.Skip(first.Entry, stopped);
            await SettleAsync(index, cancellationToken);
        }
    }

    private async Task<StepResult[]> RunGroupAsync(PlanGroup group, CancellationToken cancellationToken)
    {
        if (group.Entries is [var only])
            return [await entries.RunAsync(only, console, cancellationToken)];
        var ordered = new GroupConsole(console);
        var members = group.Entries.Select(entry => (Entry: entry, Console: ordered.Add())).ToList();
        return await Task.WhenAll(members.Select(async member =>
        {
            using (member.Console)
                return await entries.RunAsync(member.Entry, member.Console, cancellationToken);
        }));
    }

    /// <summary>Decides, after entries ended, whether the rest is reached. A restart refused is a failure of who asked.</summary>
    private async Task SettleAsync(int first, CancellationToken cancellationToken)
    {
        if (stopped is not null)
            return;
        var wish = results.Skip(first).FirstOrDefault(result => result.Outcome is StepOutcome.RebootOutcome);
        if (wish is not null && !options.DryRun)
        {
            if (await restart(wish.Outcome.Explanation!) is not { } refusal)
            {
                stopped = $"not reached: the machine restarts for {wish.Entry.Name}";
                return;
            }

            for (var index = first; index < results.Count; index++)
            {
                if (results[index].Outcome is StepOutcome.RebootOutcome { Reason: var reason })
                {
                    results[index] = entries.Fail(
                        results[index], $"the machine must restart ({reason}), and did not: {refusal.Message}");
                }
            }
        }

        stopped = results.Skip(first).FirstOrDefault(
            result => result is { Outcome: StepOutcome.FailedOutcome, Entry.OnError: ErrorPolicy.Stop }) is { } failed
            ? $"not reached: {failed.Entry.Name} failed, and its onError is stop"
            : cancellationToken.IsCancellationRequested ? "not reached: the run was cancelled" : null;
    }
}
