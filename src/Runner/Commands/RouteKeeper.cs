using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Watch;

namespace OpenLaunch.Runner.Commands;

/// <summary>Compares without lock or journal; repairs with the step <c>addRoutes</c>, as a run of its own.</summary>
/// <param name="host">The resident host.</param>
/// <param name="entries">The entries that add the routes.</param>
internal sealed class RouteKeeper(RunHost host, IReadOnlyList<PlanEntry> entries) : IRouteKeeper
{
    private readonly INetworkAdapters adapters = host.Ports.GetRequiredService<INetworkAdapters>();
    private readonly IRouteTable routes = host.Ports.GetRequiredService<IRouteTable>();
    private readonly bool persistent = entries.Any(
        entry => entry is { Enabled: true, Inputs: AddRoutesInputs { Persistent: true } });

    public async Task<int> CompareAsync(CancellationToken cancellationToken)
    {
        try
        {
            return RoutePlanner.Plan(
                await adapters.ListAsync(cancellationToken).ConfigureAwait(false),
                await routes.ListAsync(cancellationToken).ConfigureAwait(false),
                persistent).Edits.Count;
        }
        catch (Exception refusal) when (refusal is WindowsException or RouteTableException)
        {
            return 0; // An adapter went away between two reads, for one; the next look sees the outcome.
        }
    }

    public async Task<string> RepairAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await host.RunOnceAsync(
                new Plan([.. entries.Select(entry => new PlanGroup([entry]))]),
                new RunOptions { Force = true, Verb = "watch" }, new WaitProgress(Console.Error), cancellationToken)
                .ConfigureAwait(false);
            var failures = result.Steps.Where(step => step.Outcome is StepOutcome.FailedOutcome).Select(step => step.Outcome.Explanation);
            return result.Outcome == RunOutcome.Done
                ? string.Create(CultureInfo.InvariantCulture, $"{result.Steps.Sum(step => step.Changes.Count)} changes made")
                : $"failed: {string.Join("; ", failures)}";
        }
        catch (Exception refusal) when (refusal is RunLockedException or IOException)
        {
            return $"not now: {refusal.Message}";
        }
    }
}
