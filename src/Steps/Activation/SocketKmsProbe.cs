using System.Net;
using System.Net.Sockets;

namespace OpenLaunch.Steps.Activation;

/// <summary>Tries a key management service with a real connection.</summary>
internal sealed class SocketKmsProbe(TimeProvider time) : IKmsProbe
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(3);

    public async Task<bool> OpensAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(Bound, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(server, either.Token);
            return true;
        }
        catch (SocketException)
        {
            return false; // refused, no route, or a family that this machine lacks
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
