using System.Net;

namespace OpenLaunch.Steps.Routes;

/// <summary>A link-local service of EC2 that needs a route of its own.</summary>
internal sealed record ServiceRoute(IPNetwork Destination, string Purpose);
