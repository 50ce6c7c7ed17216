using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Routes;

/// <summary>Reads and edits the route table, both stores and both families.</summary>
public interface IRouteTable
{
    /// <summary>All routes of both stores. A persistent route that is also active is listed twice, once a store.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<Route>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a route to its store, and to that store alone; one that came there by itself in between is no error.</summary>
    /// <param name="route">The route.</param>
    /// <param name="cancellationToken">Cancels the act.</param>
    /// <exception cref="MachineException">The system refused.</exception>
    Task AddAsync(Route route, CancellationToken cancellationToken);

    /// <summary>Removes exactly this route from its store; a route that is already gone is no error.</summary>
    /// <param name="route">The route as <see cref="ListAsync"/> gave it.</param>
    /// <param name="cancellationToken">Cancels the act.</param>
    /// <exception cref="MachineException">The system refused.</exception>
    Task RemoveAsync(Route route, CancellationToken cancellationToken);
}
