using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Routes;

/// <summary>
/// The routes of a simulated machine, with the ways of Windows: a persistent IPv4 route does not tell its interface, and a
/// store does not hold one route twice.
/// </summary>
internal sealed class SimulatedRouteTable(SimulatedMachine machine) : IRouteTable
{
    public Task<IReadOnlyList<Route>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read<IReadOnlyList<Route>>(
            state => [.. state.Routes.SelectMany(route => Entries(state, route))]));

    /// <exception cref="MachineException">The interface does not work.</exception>
    public Task AddAsync(Route route, CancellationToken cancellationToken)
    {
        machine.Write($"{route.Store} route {route.Destination}", state =>
        {
            if (state.Routes.SelectMany(other => Entries(state, other)).Any(route.IsSame))
                return;
            if (route.Store == RouteStore.Active && !state.Adapters.Any(up => up.Up && up.Index == route.InterfaceIndex))
                throw new MachineException($"Interface {route.InterfaceIndex} for the route {route.Destination} is absent.");
            Add(state, route);
        });
        return Task.CompletedTask;
    }

    public Task RemoveAsync(Route route, CancellationToken cancellationToken)
    {
        machine.Write($"{route.Store} route {route.Destination}", state =>
        {
            var found = state.Routes.FirstOrDefault(other => Entries(state, other).Contains(route));
            if (found is null)
                return;
            if (route.Store == RouteStore.Active)
                found.Active = false;
            else
                found.Persistent = false;
            if (!found.Active && !found.Persistent)
                state.Routes.Remove(found);
        });
        return Task.CompletedTask;
    }

    /// <summary>The entries that one line of the machine's file stands for: one for each store.</summary>
    private static IEnumerable<Route> Entries(MachineState state, RouteState route)
    {
        if (SimulatedNetwork.ToActive(state, route) is { } active)
            yield return active;
        if (route.Persistent)
        {
            var index = route.IsIpv4 ? null : route.Interface;
            yield return new(route.Prefix, route.NextHop, index, route.Metric, RouteStore.Persistent);
        }
    }

    private static void Add(MachineState state, Route route)
    {
        var (active, persistent) = (route.Store == RouteStore.Active, route.Store == RouteStore.Persistent);
        // The other store may hold the same route: one line then stands for both.
        var line = state.Routes.FirstOrDefault(other =>
            other.Prefix.Equals(route.Destination) && other.NextHop.Equals(route.Gateway) && other.Metric == route.Metric
            && other.Interface == route.InterfaceIndex && (active ? !other.Active : !other.Persistent));
        if (line is null)
        {
            state.Routes.Add(line = new()
            {
                Destination = route.Destination.ToString(),
                Gateway = route.Gateway.ToString(),
                Interface = route.InterfaceIndex,
                Metric = route.Metric,
                Active = false,
            });
        }

        line.Active |= active;
        line.Persistent |= persistent;
    }
}
