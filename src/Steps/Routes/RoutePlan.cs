namespace OpenLaunch.Steps.Routes;

/// <summary>What has to be done to the route table, and for which adapter.</summary>
/// <param name="Selection">The adapter that carries the routes; the plan is empty when there is none.</param>
/// <param name="Edits">The acts in order; empty when the table is right.</param>
public sealed record RoutePlan(AdapterSelection Selection, IReadOnlyList<RouteEdit> Edits);
