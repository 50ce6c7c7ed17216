using System.Net;

namespace OpenLaunch.Steps.Routes;

/// <summary>A link-local service of EC2 that needs a route of its own.</summary>
/// <param name="Destination">The service's address as a prefix of full length.</param>
/// <param name="Purpose">What the service is, for people.</param>
public sealed record ServiceRoute(IPNetwork Destination, string Purpose);
