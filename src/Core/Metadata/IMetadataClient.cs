namespace OpenLaunch.Core.Metadata;

/// <summary>Placeholder until the client lands.</summary>
public interface IMetadataClient
{
    /// <summary>Gets a value.</summary>
    Task<string?> GetAsync(string path, CancellationToken cancellationToken);
}
