namespace OpenLaunch.Core.Metadata;

/// <summary>How a wait for the metadata service stands after one more failed attempt.</summary>
/// <param name="FailedAttempts">The attempts that failed since the wait began.</param>
/// <param name="Elapsed">The time since the wait began.</param>
/// <param name="LastFailure">Why the last attempt failed, such as "no route to the address".</param>
public sealed record MetadataWaitProgress(int FailedAttempts, TimeSpan Elapsed, string LastFailure);
