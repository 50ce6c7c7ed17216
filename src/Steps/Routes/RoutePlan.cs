namespace OpenLaunch.Steps.Routes;

/// <summary>What has to be done to the route table, and for which adapter.</summary>
internal sealed record RoutePlan(AdapterSelection Selection, IReadOnlyList<RouteEdit> Edits);
