using System.Net;
using System.Net.Sockets;

namespace OpenLaunch.Core.Metadata;

/// <summary>Opens the connections: to the one address, or to the first of two that takes it.</summary>
internal sealed class MetadataConnector(MetadataOptions options, TimeProvider time)
{
    // The head start of the first address over the second: RFC 8305 ("Happy Eyeballs"), section 5, recommends 250 ms.
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    private readonly Func<DnsEndPoint, CancellationToken, ValueTask<Stream>> connect = options.Connect ?? ConnectSocketAsync;

    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        options.Endpoint.Fallback is { } fallback
            ? RaceAsync(context.DnsEndPoint, new DnsEndPoint(fallback.IdnHost, fallback.Port), cancellationToken)
            : connect(context.DnsEndPoint, cancellationToken);

    private async ValueTask<Stream> RaceAsync(DnsEndPoint first, DnsEndPoint second, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var preferred = connect(first, over.Token).AsTask();
        await Task.WhenAny(preferred, Task.Delay(HeadStart, time, over.Token));
        var other = preferred.IsCompletedSuccessfully ? null : connect(second, over.Token).AsTask();
        var winner = other is null ? preferred : await FirstToSucceedAsync(preferred, other);
        await over.CancelAsync();
        _ = DiscardAsync(winner == preferred ? other : preferred);
        // Where both failed, the preferred address has the more telling reason.
        return await winner;
    }

    private static async Task<Task<Stream>> FirstToSucceedAsync(Task<Stream> preferred, Task<Stream> other)
    {
        var ended = await Task.WhenAny(preferred, other);
        if (ended.IsCompletedSuccessfully)
            return ended;
        var remaining = ended == preferred ? other : preferred;
        await Task.WhenAny(remaining);
        return remaining.IsCompletedSuccessfully ? remaining : preferred;
    }

    private static async Task DiscardAsync(Task<Stream>? loser)
    {
        if (loser is null)
            return;
        await ((Task)loser).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loser.IsCompletedSuccessfully)
            await loser.Result.DisposeAsync();
    }

    private static async ValueTask<Stream> ConnectSocketAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var literal = IPAddress.TryParse(target.Host, out var parsed) ? parsed : null;
        EndPoint address = literal is null ? target : new IPEndPoint(literal, target.Port);
        var socket = literal is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp)
            : new Socket(literal.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
