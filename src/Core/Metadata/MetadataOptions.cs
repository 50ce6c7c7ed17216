using System.Net;

namespace OpenLaunch.Core.Metadata;

/// <summary>How a <see cref="MetadataClient"/> reaches the service and how long it tries.</summary>
public sealed record MetadataOptions
{
    /// <summary>Where the service is. Default: the link-local addresses of EC2.</summary>
    public MetadataEndpoint Endpoint { get; init; } = MetadataEndpoint.Default;

    /// <summary>
    /// The budget of a request, its session token and all retries included, and of all requests of a run together, as far as
    /// they insisted; more than zero. Default: 5 minutes. Once it was used up in vain, requests make a single attempt until the
    /// service answers; what is lost after that is insisted on for a twentieth more.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether version 1, without a session token, is accepted where version 2 is not offered. Default: false.</summary>
    public bool AllowV1 { get; init; }

    /// <summary>The longest one attempt at the token or a value may take; more than zero. Default: 2 seconds.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest one attempt at the user data may take; more than zero. Default: 5 seconds.</summary>
    public TimeSpan UserDataAttemptTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The median wait before the first retry; more than zero. Default: 100 milliseconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between two attempts, a <c>Retry-After</c> aside; more than zero. Default: 5 seconds.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Opens the connection to an address in place of a TCP socket; null for the socket. A simulated machine refuses here by
    /// its route table, with the <see cref="System.Net.Sockets.SocketException"/> that the real one would throw.
    /// </summary>
    public Func<DnsEndPoint, CancellationToken, ValueTask<Stream>>? Connect { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AttemptTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(UserDataAttemptTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RetryDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRetryDelay, RetryDelay);
    }
}
