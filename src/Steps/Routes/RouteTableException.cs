namespace OpenLaunch.Steps.Routes;

/// <summary>The system refused to list, add or remove a route.</summary>
/// <param name="message">What failed, on which route, why, and what to do.</param>
/// <param name="innerException">The cause; may be null.</param>
public sealed class RouteTableException(string message, Exception? innerException = null) : Exception(message, innerException);
