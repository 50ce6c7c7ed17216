using System.Net;
using System.Net.Sockets;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Routes;

/// <summary>Reads and edits the route table, both stores and both families.</summary>
public interface IRouteTable
{
    /// <summary>All routes of both stores. A persistent route that is also active is listed twice, once a store.</summary>
    Task<IReadOnlyList<Route>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a route to its store, and to that store alone; one that is there already is no error.</summary>
    /// <exception cref="MachineException">The system refused.</exception>
    Task AddAsync(Route route, CancellationToken cancellationToken);

    /// <summary>Removes exactly this route from its store; a route that is already gone is no error.</summary>
    /// <param name="route">The route as <see cref="ListAsync"/> gave it.</param>
    /// <exception cref="MachineException">The system refused.</exception>
    Task RemoveAsync(Route route, CancellationToken cancellationToken);
}

/// <summary>One entry of the route table, in one store.</summary>
/// <param name="Gateway">The next hop; <c>0.0.0.0</c> or <c>::</c> for on-link.</param>
/// <param name="InterfaceIndex">The interface, or null where the store does not say (persistent IPv4 routes do not).</param>
/// <param name="Metric">The route metric, without the interface's.</param>
/// <param name="Store">Where the entry lives.</param>
public sealed record Route(IPNetwork Destination, IPAddress Gateway, int? InterfaceIndex, int Metric, RouteStore Store)
{
    /// <summary>Whether there is no gateway: the destination is a neighbour.</summary>
    internal bool IsOnLink => IsNone(Gateway);

    /// <summary>
    /// Whether Windows takes the two for one: the metric does not tell them apart, nor on disk the interface of IPv4.
    /// </summary>
    internal bool IsSame(Route other) =>
        Store == other.Store && Destination.Equals(other.Destination) && Gateway.Equals(other.Gateway)
        && (InterfaceIndex == other.InterfaceIndex
            || (Store == RouteStore.Persistent && Destination.BaseAddress.AddressFamily == AddressFamily.InterNetwork));

    /// <summary>Whether a gateway stands for none.</summary>
    internal static bool IsNone(IPAddress gateway) => gateway.Equals(IPAddress.Any) || gateway.Equals(IPAddress.IPv6Any);
}

/// <summary>The two places where Windows keeps routes.</summary>
public enum RouteStore
{
    /// <summary>In use now; gone after a restart.</summary>
    Active,

    /// <summary>On disk; Windows makes it active at each start. It travels with an image: so stale routes arise.</summary>
    Persistent,
}
