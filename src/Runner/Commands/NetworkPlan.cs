using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Runner.Commands;

/// <summary>The part of the plan that depends on the subnet: routes and time, metadata, activation.</summary>
internal static class NetworkPlan
{
    private const string Routes = "addRoutes";

    private static readonly string[] Steps = [Routes, "waitForMetadata", "activateWindows"];

    /// <summary>Takes the entries of these steps out of a configuration, in this order, or their defaults.</summary>
    /// <param name="adapterWait">The longest wait for an adapter; a person waits for the answer.</param>
    public static Plan Of(LaunchConfiguration configuration, StepCatalogue catalogue, TimeSpan adapterWait) =>
        new([.. Steps.Select(step => new PlanGroup([.. Entries(configuration, catalogue, step)
            .Select(entry => entry with { Inputs = Bounded(entry.Inputs, adapterWait) })]))]);

    public static IReadOnlyList<PlanEntry> RoutesOf(LaunchConfiguration configuration, StepCatalogue catalogue) =>
        [.. Entries(configuration, catalogue, Routes)
            .Select(entry => entry with { Inputs = Bounded(entry.Inputs, TimeSpan.Zero) })];

    /// <summary>
    /// Whatever the entry says of frequency and conditions: a condition may need metadata, which is what a repair brings back.
    /// An entry that is disabled stays so.
    /// </summary>
    public static IEnumerable<PlanEntry> Entries(LaunchConfiguration configuration, StepCatalogue catalogue, string step)
    {
        var own = configuration.Plan.Entries.Where(entry => entry.Definition.Name == step)
            .Select(entry => entry with { Frequency = StepFrequency.Always, When = null }).ToList();
        return own.Count > 0 || !catalogue.TryFind(step, out var definition)
            ? own
            : [new() { Name = step, Definition = definition, Inputs = definition.CreateInputs() }];
    }

    /// <summary>Whether one of the entries wants the routes on disk too.</summary>
    public static bool WantsPersistentRoutes(IEnumerable<PlanEntry> entries) =>
        entries.Any(entry => entry is { Enabled: true, Inputs: AddRoutesInputs { Persistent: true } });

    private static object Bounded(object inputs, TimeSpan adapterWait) =>
        inputs is AddRoutesInputs routes && routes.WaitForAdapter > adapterWait
            ? routes with { WaitForAdapter = adapterWait }
            : inputs;
}
