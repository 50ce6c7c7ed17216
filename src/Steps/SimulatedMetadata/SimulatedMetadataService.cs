using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.SimulatedMetadata;

/// <summary>
/// An instance metadata service on loopback that tells of a simulated machine; real HTTP, so any client can be pointed at it.
/// It listens on a socket of its own because that starts in a few milliseconds.
/// </summary>
internal sealed class SimulatedMetadataService : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Task, byte> connections = new();
    private readonly MetadataResponder responder;
    private readonly Task accepting;

    private SimulatedMetadataService(MetadataResponder responder)
    {
        this.responder = responder;
        listener.Start();
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        accepting = AcceptAsync();
    }

    /// <summary>The base address, for <c>--imds</c> or <c>AWS_EC2_METADATA_SERVICE_ENDPOINT</c>.</summary>
    public Uri Endpoint { get; }

    /// <exception cref="SocketException">Loopback cannot be listened on.</exception>
    public static SimulatedMetadataService Start(SimulatedMachine machine, SimulatedKeyPair keyPair, TimeProvider time) =>
        new(new MetadataResponder(machine, keyPair, time));

    /// <summary>Stops listening and ends all connections; no error when that is done already.</summary>
    public async ValueTask DisposeAsync()
    {
        if (accepting.IsCompleted)
            return;
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(connections.Keys);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                var connection = ServeAsync(client);
                connections.TryAdd(connection, 0);
                _ = connection.ContinueWith(ended => connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
            catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Stopping; or a client that was gone before it was accepted.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await new MetadataConnection(client.GetStream(), responder).ServeAsync(stopping.Token);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException)
            {
                // Stopping; or the client went away.
            }
        }
    }
}
