using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Runner.Composition;

/// <summary>A metadata client made when first asked: HTTP is a good part of what a start costs that asks nothing.</summary>
internal sealed class LateMetadata(Func<MetadataClient> open) : IMetadataClient, IDisposable
{
    private readonly Lazy<MetadataClient> client = new(open);

    public MetadataProtocol Protocol => client.IsValueCreated ? client.Value.Protocol : MetadataProtocol.Unknown;

    public void Prefetch() => client.Value.Prefetch();

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
