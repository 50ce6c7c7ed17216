namespace OpenLaunch.Core.Metadata;

/// <summary>
/// Reads the instance metadata service. One client is shared by all steps of a run: it asks for each path at most once and
/// keeps values and absences, never failures.
/// </summary>
/// <remarks>
/// Every member that reads throws <see cref="MetadataUnreachableException"/>, <see cref="MetadataDisabledException"/> or
/// <see cref="MetadataFailedException"/> when there is no answer to give.
/// </remarks>
public interface IMetadataClient
{
    /// <summary>The protocol version that the service last spoke with us.</summary>
    MetadataProtocol Protocol { get; }

    /// <summary>Returns when the service answers: it gave a session token, or version 1 is there and allowed.</summary>
    /// <param name="progress">Told of each failed attempt; may be null.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    Task WaitAsync(IProgress<MetadataWaitProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Reads one value as text, exactly as sent; null when the service does not have it (404).</summary>
    /// <param name="path">The path below <c>/latest/</c>, such as <c>meta-data/instance-id</c>.</param>
    /// <param name="cancellationToken">Ends the wait of this caller; others who share the request still get its answer.</param>
    /// <exception cref="ArgumentException">The path is not a plain path below <c>/latest/</c>.</exception>
    Task<string?> GetAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the user data as raw bytes, at most 64 KiB (EC2 allows 16 KiB: EC2 User Guide, "Run commands at launch");
    /// null when the instance has none.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    Task<byte[]?> GetUserDataAsync(CancellationToken cancellationToken);
}

/// <summary>The version of the instance metadata service protocol.</summary>
public enum MetadataProtocol
{
    /// <summary>The service has not answered yet.</summary>
    Unknown,

    /// <summary>Version 1: requests without a session token.</summary>
    V1,

    /// <summary>Version 2: requests with a session token.</summary>
    V2,
}

/// <summary>How a wait for the metadata service stands after one more failed attempt.</summary>
/// <param name="FailedAttempts">The attempts that failed since the wait began.</param>
/// <param name="Elapsed">The time since the wait began.</param>
/// <param name="LastFailure">Why the last attempt failed, such as "no route to the address".</param>
public sealed record MetadataWaitProgress(int FailedAttempts, TimeSpan Elapsed, string LastFailure);
