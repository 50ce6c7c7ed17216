using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Runner.Commands;

/// <summary>Compares without lock or journal; what differs is mended by the steps, as a run of its own.</summary>
internal sealed class WatchedNetwork(RunHost host, IReadOnlyList<PlanEntry> routes)
{
    private readonly IReadOnlyList<PlanEntry> activation =
        [.. NetworkPlan.Entries(host.Configuration, BuiltInSteps.Catalogue, "activateWindows")];

    public async Task<int> CountDifferencesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var plan = await RouteDrift.ReadAsync(
                host.Ports.GetRequiredService<INetworkAdapters>(), host.Ports.GetRequiredService<IRouteTable>(),
                NetworkPlan.WantsPersistentRoutes(routes), cancellationToken);
            return plan.Edits.Count;
        }
        catch (MachineException)
        {
            return 0; // An adapter went away between two reads, for one; the next look sees the outcome.
        }
    }

    public async Task<string> RepairAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await RunAsync(routes, cancellationToken);
            var failures = result.Steps.Where(step => step.Outcome is StepOutcome.FailedOutcome)
                .Select(step => step.Outcome.Explanation);
            return result.Outcome == RunOutcome.Done
                ? $"{result.Steps.Sum(step => step.Changes.Count)} changes made"
                : $"failed: {string.Join("; ", failures)}";
        }
        catch (Exception refusal) when (refusal is RunLockedException or IOException)
        {
            return $"not now: {refusal.Message}";
        }
    }

    public async Task<string> LookAfterLicenceAsync(CancellationToken cancellationToken)
    {
        if (!activation.Any(entry => entry.Enabled))
            return "not looked at, as the configuration disables activateWindows";
        try
        {
            var (state, _, plan) = await host.Ports.GetRequiredService<ActivationDrift>()
                .ReadAsync(host.Metadata, cancellationToken);
            if (plan.SkipReason is { } reason)
                return $"not looked after: {reason}";
            if (!plan.Edits.Any(edit => edit is ActivationEdit.Activate))
                return $"Windows is {ActivationPlanner.Word(state.Status)}, nothing to do";
            var result = await RunAsync(activation, cancellationToken);
            return string.Join("; ", result.Steps.Select(step => step.Outcome.Explanation ?? string.Join(", ", step.Changes)));
        }
        catch (Exception refusal) when (refusal is MachineException or RunLockedException or IOException)
        {
            return $"cannot be looked after now: {refusal.Message}";
        }
    }

    private Task<RunResult> RunAsync(IReadOnlyList<PlanEntry> entries, CancellationToken cancellationToken) => host.RunOnceAsync(
        Plan.Of(entries),
        new RunOptions { Force = true, Verb = "watch" }, new WaitProgress(Console.Error), cancellationToken);
}
