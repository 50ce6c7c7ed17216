using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Runner.Composition;

/// <summary>A metadata client made when first asked: HTTP is a good part of what a start costs that asks nothing.</summary>
internal sealed class LateMetadata(Func<MetadataClient> open) : IMetadataClient, IDisposable
{
    private readonly Lazy<MetadataClient> client = new(open);
    private Action<MetadataClient> limit = _ => { };

    public MetadataProtocol Protocol => client.IsValueCreated ? client.Value.Protocol : MetadataProtocol.Unknown;

    public void Prefetch(IEnumerable<string> paths) => client.Value.Prefetch(paths);

    /// <summary>Sets the limits of a client that is made already, or will be.</summary>
    public void Limit(TimeSpan timeout, bool allowsV1)
    {
        limit = made => made.Limit(timeout, allowsV1);
        if (client.IsValueCreated)
            limit(client.Value);
    }

    public Task WaitAsync(IProgress<MetadataWaitProgress>? progress, CancellationToken cancellationToken) =>
        client.Value.WaitAsync(progress, cancellationToken);

    public Task<string?> GetAsync(string path, CancellationToken cancellationToken) =>
        client.Value.GetAsync(path, cancellationToken);

    public Task<byte[]?> GetUserDataAsync(CancellationToken cancellationToken) =>
        client.Value.GetUserDataAsync(cancellationToken);

    public void Dispose()
    {
        if (client.IsValueCreated)
            client.Value.Dispose();
    }
}
