using System.Net.Sockets;
using System.Text;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Tests.Engine;

/// <summary>Metadata from a table; and the real client in the states in which it needs no service.</summary>
public sealed class TestMetadata : IMetadataClient
{
    public Dictionary<string, string> Values { get; } = [];

    public string? UserData { get; set; }

    /// <summary>The user data as bytes, in place of the text.</summary>
    public byte[]? Bytes { get; init; }

    public List<string> Asked { get; } = [];

    public MetadataProtocol Protocol => default;

    public static MetadataClient Disabled() => new(
        new MetadataOptions
        {
            Endpoint = MetadataEndpoint.Resolve(null, name => name == MetadataEndpoint.DisabledVariable ? "true" : null),
        },
        TimeProvider.System);

    public static MetadataClient Unreachable() => new(
        new MetadataOptions
        {
            Timeout = TimeSpan.FromMilliseconds(50),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            Connect = (_, _) => ValueTask.FromException<Stream>(new SocketException((int)SocketError.NetworkUnreachable)),
        },
        TimeProvider.System);

    public Task WaitAsync(IProgress<MetadataWaitProgress>? progress, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetAsync(string path, CancellationToken cancellationToken)
    {
        _ = MetadataPath.Parse(path); // no friendlier than the client
        lock (Asked)
            Asked.Add(path);
        return Task.FromResult(Values.GetValueOrDefault(path));
    }

    public Task<byte[]?> GetUserDataAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Bytes ?? (UserData is null ? null : Encoding.UTF8.GetBytes(UserData)));
}
