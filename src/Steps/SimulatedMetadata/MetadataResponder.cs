using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.SimulatedMetadata;

/// <summary>
/// Answers as the instance metadata service, version 2: nothing without a session token, no token for a forwarded request
/// (EC2 User Guide, "Use the Instance Metadata Service to access instance metadata").
/// </summary>
internal sealed class MetadataResponder(SimulatedMachine machine, SimulatedKeyPair keyPair, TimeProvider time)
{
    private const string SecondsHeader = "X-aws-ec2-metadata-token-ttl-seconds";
    private const string TokenHeader = "X-aws-ec2-metadata-token";
    private const string Latest = "/latest/";
    private const int LongestSeconds = 21600; // six hours

    private readonly ConcurrentDictionary<string, DateTimeOffset> tokens = new();

    public MetadataResponse Answer(MetadataRequest request)
    {
        if (!machine.Read(state => state.Instance.MetadataEnabled))
            return MetadataResponse.Refuse(403);
        if (request is { Method: "PUT", Path: "/latest/api/token" })
            return GiveToken(request);
        if (request.Method != "GET")
            return MetadataResponse.Refuse(405);
        if (!request.Headers.TryGetValue(TokenHeader, out var token) || !IsAlive(token))
            return MetadataResponse.Refuse(401);
        if (request.Path == "/")
            return new(200, "latest");
        if (!$"{request.Path}/".StartsWith(Latest, StringComparison.Ordinal))
            return MetadataResponse.Refuse(404);
        var path = request.Path.Length < Latest.Length ? "" : request.Path[Latest.Length..];
        return machine.Read(state => new MetadataTree(state, keyPair).Find(path)) is { } value
            ? new(200, value()) // made outside the machine's lock: a key pair takes its time
            : MetadataResponse.Refuse(404);
    }

    private MetadataResponse GiveToken(MetadataRequest request)
    {
        if (request.Headers.ContainsKey("X-Forwarded-For"))
            return MetadataResponse.Refuse(403);
        if (!request.Headers.TryGetValue(SecondsHeader, out var text)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < 1 or > LongestSeconds)
            return MetadataResponse.Refuse(400);
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(40));
        tokens[token] = time.GetUtcNow().AddSeconds(seconds);
        return new(200, token) { TokenSeconds = seconds };
    }

    private bool IsAlive(string token) => tokens.TryGetValue(token, out var end) && time.GetUtcNow() < end;
}

/// <summary>An answer.</summary>
internal sealed record MetadataResponse(int Status, string Body)
{
    /// <summary>How long the token in the body lives, in seconds, when it is one.</summary>
    public int? TokenSeconds { get; init; }

    public string Reason => Status switch
    {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        _ => "Method Not Allowed",
    };

    /// <summary>A refusal with a page as the service sends it, which no client may take for a value.</summary>
    public static MetadataResponse Refuse(int status)
    {
        var response = new MetadataResponse(status, "");
        return response with { Body = $"<html><head><title>{status} - {response.Reason}</title></head></html>" };
    }
}

/// <summary>A request as it came in.</summary>
internal sealed record MetadataRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Whether the client closes the connection after this request.</summary>
    public bool IsLast =>
        Headers.TryGetValue("Connection", out var value) && value.Equals("close", StringComparison.OrdinalIgnoreCase);
}
