using System.Net;

namespace OpenLaunch.Steps.Routes;

/// <summary>One entry of the route table, in one store.</summary>
/// <param name="Destination">The destination prefix.</param>
/// <param name="Gateway">The next hop; <c>0.0.0.0</c> or <c>::</c> for on-link.</param>
/// <param name="InterfaceIndex">The interface, or null where the store does not say (persistent IPv4 routes do not).</param>
/// <param name="Metric">The route metric, without the interface's.</param>
/// <param name="Store">Where the entry lives.</param>
public sealed record Route(IPNetwork Destination, IPAddress Gateway, int? InterfaceIndex, int Metric, RouteStore Store);
