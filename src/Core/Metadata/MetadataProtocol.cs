namespace OpenLaunch.Core.Metadata;

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
