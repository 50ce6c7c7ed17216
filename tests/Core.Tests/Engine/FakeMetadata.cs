using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Engine;

/// <summary>Metadata from a dictionary: the engine only needs values, the real client has its own tests over HTTP.</summary>
internal sealed class FakeMetadata(string? instanceId) : IMetadataClient
{
    public Dictionary<string, string> Values { get; } = [];

    public Exception? Failure { get; set; }

    public List<string> Asked { get; } = [];

    /// <summary>Something that no contract names.</summary>
    public Exception? Surprise { get; set; }

    public MetadataProtocol Protocol => Failure is null ? MetadataProtocol.V2 : MetadataProtocol.Unknown;

    public Task WaitAsync(IProgress<MetadataWaitProgress>? progress, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetAsync(string path, CancellationToken cancellationToken)
    {
        Asked.Add(path);
        if ((Surprise ?? Failure) is { } exception)
            throw exception;
        return Task.FromResult(path == "meta-data/instance-id" ? instanceId : Values.GetValueOrDefault(path));
    }

    public Task<byte[]?> GetUserDataAsync(CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);
}
