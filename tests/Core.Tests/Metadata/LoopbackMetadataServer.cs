using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

/// <summary>
/// A metadata service on a loopback socket. Left alone it behaves as EC2's version 2 does; a test scripts single requests to
/// misbehave, down to the bytes.
/// </summary>
internal sealed class LoopbackMetadataServer : IAsyncDisposable
{
    public const string TokenPath = "/latest/api/token";
    public const string NotFoundPage = "<?xml version=\"1.0\"?><html><head><title>404 - Not Found</title></head></html>";

    private readonly TcpListener listener;
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Reply>> scripts = new();
    private readonly ConcurrentDictionary<string, Reply> standing = new();
    private readonly ConcurrentDictionary<string, byte[]> values = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Task accepting;
    private int tokens;

    private LoopbackMetadataServer(int port)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public MetadataEndpoint Endpoint => MetadataEndpoint.At(new Uri($"http://127.0.0.1:{Port}"));

    public IReadOnlyCollection<ReceivedRequest> Requests => requests;

    public int TokenRequests => Count("PUT", TokenPath);

    /// <summary>Starts the server, with an instance id; port 0 takes any free one.</summary>
    public static LoopbackMetadataServer Start(int port = 0) =>
        new LoopbackMetadataServer(port).With("meta-data/instance-id", "i-0123456789abcdef0");

    public LoopbackMetadataServer With(string path, string value) => With(path, Encoding.UTF8.GetBytes(value));

    public LoopbackMetadataServer With(string path, byte[] value)
    {
        values["/latest/" + path] = value;
        return this;
    }

    /// <summary>The next requests get these replies, one each; after them the ordinary behaviour is back.</summary>
    public void Script(string method, string path, params Reply[] replies) =>
        scripts[Key(method, path)] = new ConcurrentQueue<Reply>(replies);

    /// <summary>All requests get this reply.</summary>
    public void Always(string method, string path, Reply reply) => standing[Key(method, path)] = reply;

    /// <summary>All tokens given so far are refused from now on.</summary>
    public void ExpireTokens() => Interlocked.Increment(ref tokens);

    public int Count(string method, string path) =>
        requests.Count(request => Key(request.Method, request.Path) == Key(method, path));

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await accepting;
        listener.Stop();
        await Task.WhenAll(connections);
        closing.Dispose();
    }

    private static string Key(string method, string path) =>
        $"{method} {(path.StartsWith('/') ? path : "/latest/" + path)}";

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(closing.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // The server closes.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                var stream = client.GetStream();
                while (await ReadAsync(stream) is { } request && await ReplyTo(request)(stream, closing.Token))
                {
                    // One request after the other on a connection that stays open.
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // The client left, or the server closes.
            }
        }
    }

    private async Task<ReceivedRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(buffer, closing.Token) == 0)
                return null;
            head.Append((char)buffer[0]);
        }

        var request = ReceivedRequest.Parse(head.ToString());
        requests.Enqueue(request);
        return request;
    }

    private Reply ReplyTo(ReceivedRequest request)
    {
        var key = Key(request.Method, request.Path);
        if (scripts.TryGetValue(key, out var script) && script.TryDequeue(out var scripted))
            return scripted;
        if (standing.TryGetValue(key, out var always))
            return always;
        if (request is { Method: "PUT", Path: TokenPath })
            return Replies.Text($"token-{Interlocked.Increment(ref tokens)}", "X-aws-ec2-metadata-token-ttl-seconds: 21600");
        if (request.Header("X-aws-ec2-metadata-token") != $"token-{Volatile.Read(ref tokens)}")
            return Replies.Status(401, "Unauthorized");
        return values.TryGetValue(request.Path, out var value)
            ? Replies.Whole(200, value, "Content-Type: text/plain")
            : Replies.Status(404, NotFoundPage, "Content-Type: text/html");
    }
}
