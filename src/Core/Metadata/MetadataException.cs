namespace OpenLaunch.Core.Metadata;

/// <summary>A metadata request had no answer to give. The derived types are the three cases; there are no others.</summary>
public abstract class MetadataException : Exception
{
    private protected MetadataException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Metadata is turned off, by the instance or the environment: a legitimate setting, not a fault.</summary>
public sealed class MetadataDisabledException : MetadataException
{
    internal MetadataDisabledException(string message)
        : base(message, null)
    {
    }
}

/// <summary>The service answers, but with nothing of use: an error status, a web page, a damaged body, a bad token.</summary>
public sealed class MetadataFailedException : MetadataException
{
    internal MetadataFailedException(string message)
        : base(message, null)
    {
    }
}

/// <summary>No answer came from the service's address.</summary>
public sealed class MetadataUnreachableException : MetadataException
{
    internal MetadataUnreachableException(string message, UnreachableCause cause, Exception? innerException)
        : base(message, innerException) => Cause = cause;

    /// <summary>What stood in the way.</summary>
    public UnreachableCause Cause { get; }
}

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
