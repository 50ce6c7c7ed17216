using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OpenLaunch.Steps.Tests.Aws;

/// <summary>A service on this machine that keeps what it is sent.</summary>
internal sealed class StandIn : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<(int Status, string Text)> answers;

    /// <param name="answers">The first answers; then 200.</param>
    public StandIn(params IEnumerable<(int Status, string Text)> answers)
    {
        this.answers = new(answers);
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        listener.Prefixes.Add(Address);
        listener.Start();
        _ = Task.Run(ServeAsync, CancellationToken.None);
    }

    public string Address { get; }

    /// <summary>Headers of each answer.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    public ConcurrentQueue<(string Path, IReadOnlyDictionary<string, string> Headers, string Body)> Received { get; } = [];

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var exchange = await listener.GetContextAsync();
                using var reader = new StreamReader(exchange.Request.InputStream);
                var headers = exchange.Request.Headers.AllKeys.ToDictionary(
                    name => name!, name => exchange.Request.Headers[name]!, StringComparer.OrdinalIgnoreCase);
                Received.Enqueue((exchange.Request.RawUrl!, headers, await reader.ReadToEndAsync(CancellationToken.None)));
                var (status, text) = answers.TryDequeue(out var next) ? next : (200, "");
                exchange.Response.StatusCode = status;
                foreach (var (name, value) in Headers)
                    exchange.Response.Headers[name] = value;
                await using var writer = new StreamWriter(exchange.Response.OutputStream);
                await writer.WriteAsync(text);
            }
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
