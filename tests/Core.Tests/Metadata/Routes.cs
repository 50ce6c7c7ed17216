using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OpenLaunch.Core.Tests.Metadata;

/// <summary>The route table of a machine of which the metadata addresses lead to a loopback port, once they are opened.</summary>
internal sealed class Routes(int port)
{
    private readonly ConcurrentDictionary<string, bool> open = new();

    public ConcurrentQueue<string> Attempts { get; } = new();

    /// <summary>Whether an address without a route swallows the connection instead of refusing it.</summary>
    public bool IsSilent { get; init; }

    public void Open(string address) => open[address] = true;

    public void Close() => open.Clear();

    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        Attempts.Enqueue(target.Host);
        if (!open.ContainsKey(target.Host))
        {
            if (IsSilent)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new SocketException((int)SocketError.NetworkUnreachable);
        }

        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return client.GetStream();
    }
}
