namespace OpenLaunch.Steps.Routes;

/// <summary>The system refused to list, add or remove a route.</summary>
internal sealed class RouteTableException(string message, Exception? innerException = null) : Exception(message, innerException);
