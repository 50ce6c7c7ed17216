namespace OpenLaunch.Core.Metadata;

/// <summary>What a read needs: the protocol version, its token, and the time stamp from which on the token is renewed.</summary>
/// <remarks>A class, not a record: no generated text may ever show the token.</remarks>
internal sealed class MetadataSession(MetadataProtocol protocol, string? token, long renewAt)
{
    public MetadataProtocol Protocol => protocol;

    public string? Token => token;

    public long RenewAt => renewAt;
}
