using System.Net;
using System.Text;

namespace OpenLaunch.Core.Metadata;

/// <summary>Keeps the session of a run: one token, renewed before it expires; version 1 where that is allowed.</summary>
internal sealed class MetadataSessions(MetadataHttp http, RetryPolicy retry, MetadataOptions options, TimeProvider time)
{
    // The longest life that EC2 grants: 6 hours (EC2 User Guide, "Use the Instance Metadata Service").
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(21600);
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromMinutes(1);

    private readonly SharedTask<MetadataSession> shared = new(session => time.GetTimestamp() < session.RenewAt);
    private readonly MetadataFailures failures = new(options.Endpoint);
    private volatile MetadataSession? last;
    private volatile bool allowsV1 = options.AllowV1;

    public MetadataProtocol Protocol => last?.Protocol ?? MetadataProtocol.Unknown;

    /// <summary>Whether version 1 is accepted where version 2 is not offered.</summary>
    public bool AllowsV1 { set => allowsV1 = value; }

    /// <summary>The session under way, or a new one. The work itself ends with <paramref name="lifetime"/> only.</summary>
    public Task<MetadataSession> GetAsync(RequestBudget budget, CancellationToken lifetime) =>
        shared.GetAsync(async () => last = await OpenAsync(budget, lifetime));

    /// <summary>Forgets a session that the service refused.</summary>
    public void Drop(MetadataSession session) => shared.Drop(session);

    private async Task<MetadataSession> OpenAsync(RequestBudget budget, CancellationToken lifetime)
    {
        var asked = time.GetTimestamp();
        var trial = await retry.RunAsync(token => http.PutTokenAsync(Lifetime, token), budget, lifetime);
        const string request = "the session token (PUT /latest/api/token)";
        return trial.Last switch
        {
            ExchangeResult.Answer { Status: HttpStatusCode.OK } answer => Accept(answer, asked),
            ExchangeResult.Answer { Status: HttpStatusCode.Forbidden } => throw failures.Disabled(),
            ExchangeResult.Answer answer when IsRefusal(answer.Status) => allowsV1
                ? new MetadataSession(MetadataProtocol.V1, null, long.MaxValue)
                : throw failures.TokenRefused(answer),
            _ => throw failures.From(trial, request),
        };
    }

    // What services answer that know no version 2.
    private static bool IsRefusal(HttpStatusCode status) => status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed
        or HttpStatusCode.NotImplemented or HttpStatusCode.Unauthorized;

    private MetadataSession Accept(ExchangeResult.Answer answer, long asked)
    {
        // The token becomes a header: anything but visible ASCII is none of EC2's, and could break the header.
        if (answer.Body.Length == 0 || answer.Body.Any(b => b is <= 0x20 or >= 0x7F))
            throw failures.InvalidToken(WebPage.IsOne(answer.Body));
        var life = answer.TokenLifetime is { } granted && granted < Lifetime ? granted : Lifetime;
        var margin = TimeSpan.FromTicks(Math.Min(RenewalMargin.Ticks, life.Ticks / 10));
        var renewAt = asked + (long)((life - margin).TotalSeconds * time.TimestampFrequency);
        return new MetadataSession(MetadataProtocol.V2, Encoding.ASCII.GetString(answer.Body), renewAt);
    }
}

/// <summary>What a read needs: the protocol version, its token, and the time stamp from which on the token is renewed.</summary>
/// <remarks>A class, not a record: no generated text may ever show the token.</remarks>
internal sealed class MetadataSession(MetadataProtocol protocol, string? token, long renewAt)
{
    public MetadataProtocol Protocol => protocol;

    public string? Token => token;

    public long RenewAt => renewAt;
}
