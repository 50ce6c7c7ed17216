using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace OpenLaunch.Steps.Simulation;

/// <summary>
/// A metadata service on loopback that answers as the one of EC2 does with version 2 required: session token first
/// (EC2 User Guide, "Use the Instance Metadata Service to access instance metadata").
/// </summary>
public sealed class SimulatedMetadataService : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly SimulatedMetadata metadata;
    private readonly TimeProvider time;
    private readonly string token = RandomNumberGenerator.GetHexString(56);
    private readonly Task serving;
    private DateTimeOffset tokenEnds;

    private SimulatedMetadataService(SimulatedMetadata metadata, TimeProvider time)
    {
        (this.metadata, this.time) = (metadata, time);
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>Starts a service on a free port.</summary>
    /// <param name="machine">The machine whose addresses it tells.</param>
    /// <param name="instance">What EC2 knows of it.</param>
    /// <param name="time">The clock for the token's life.</param>
    public static SimulatedMetadataService Start(SimulatedMachine machine, SimulatedInstance instance, TimeProvider time) =>
        new(new SimulatedMetadata(machine, instance), time);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        listener.Dispose();
        await serving.ConfigureAwait(false);
        ended.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(ended.Token).ConfigureAwait(false);
                connections.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed of.
        }

        await Task.WhenAll(connections).ConfigureAwait(false);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                var stream = client.GetStream();
                while (await SimulatedHttp.ReadAsync(stream, ended.Token).ConfigureAwait(false) is { } request)
                    await SimulatedHttp.WriteAsync(stream, Answer(request), ended.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client went away, or the service is disposed of.
            }
        }
    }

    private SimulatedHttp.Response Answer(SimulatedHttp.Request request)
    {
        const string prefix = "/latest/";
        if (request is { Method: "PUT", Path: prefix + "api/token" })
            return NewToken(request);
        if (request.Method != "GET")
            return new(405);
        if (request.Headers.GetValueOrDefault("x-aws-ec2-metadata-token") != token || time.GetUtcNow() >= tokenEnds)
            return new(401);
        var path = Uri.UnescapeDataString(request.Path);
        return path.StartsWith(prefix, StringComparison.Ordinal) && metadata.Find(path[prefix.Length..]) is { } body
            ? new(200) { Body = body }
            : new(404);
    }

    private SimulatedHttp.Response NewToken(SimulatedHttp.Request request)
    {
        const string name = "x-aws-ec2-metadata-token-ttl-seconds";
        if (!int.TryParse(request.Headers.GetValueOrDefault(name), out var seconds) || seconds is < 1 or > 21600)
            return new(400);
        tokenEnds = time.GetUtcNow().AddSeconds(seconds);
        return new(200)
        {
            Body = System.Text.Encoding.ASCII.GetBytes(token),
            Header = $"X-Aws-Ec2-Metadata-Token-Ttl-Seconds: {request.Headers[name]}",
        };
    }
}
