using BenchmarkDotNet.Attributes;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Benchmarks;

/// <summary>The routes of a new instance, and of one whose routes are right: what each start compares.</summary>
[MemoryDiagnoser]
public class RoutePlanning
{
    private readonly NetworkAdapter[] adapters = [.. FreshInstance.Read().Adapters.Select(adapter => adapter.ToAdapter())];
    private IReadOnlyList<Route> settled = [];

    [GlobalSetup]
    public void Settle() => settled = [.. RoutePlanner.Plan(adapters, [], persistent: true).Edits.Select(edit => edit.Route)];

    [Benchmark]
    public object NewInstance() => RoutePlanner.Plan(adapters, [], persistent: true);

    [Benchmark]
    public object NothingToDo() => RoutePlanner.Plan(adapters, settled, persistent: true);
}
