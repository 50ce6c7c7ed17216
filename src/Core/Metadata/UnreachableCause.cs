namespace OpenLaunch.Core.Metadata;

/// <summary>What stood between this machine and the metadata service.</summary>
public enum UnreachableCause
{
    /// <summary>The machine has no route to the address.</summary>
    NoRoute,

    /// <summary>The address refused the connection: a route exists, nothing listens.</summary>
    Refused,

    /// <summary>Nothing came back in time: a route exists but leads nowhere, or the service is silent.</summary>
    TimedOut,

    /// <summary>Another network error, named in the message.</summary>
    Other,
}
