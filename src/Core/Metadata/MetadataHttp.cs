using System.Net;
using System.Net.Http.Headers;

namespace OpenLaunch.Core.Metadata;

/// <summary>Exchanges with the service: sends a request, bounds its time and size, tells what came of it.</summary>
internal sealed class MetadataHttp : IDisposable
{
    private const string TokenHeader = "X-aws-ec2-metadata-token";
    private const string TokenLifetimeHeader = "X-aws-ec2-metadata-token-ttl-seconds";

    private readonly HttpMessageInvoker http;
    private readonly MetadataOptions options;
    private readonly TimeProvider time;

    public MetadataHttp(MetadataOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = BoundedBody.Limit,
            // A connection outlives the request that opened it; without this, one that leads nowhere would hold up the next.
            ConnectTimeout = options.AttemptTimeout,
            ConnectCallback = new MetadataConnector(options, time).ConnectAsync,
        });
    }

    /// <summary>Asks for a session token.</summary>
    public async Task<ExchangeResult> PutTokenAsync(TimeSpan lifetime, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Address("api/token"));
        request.Headers.Add(TokenLifetimeHeader, $"{lifetime.TotalSeconds:0}");
        return await SendAsync(request, options.AttemptTimeout, cancellationToken);
    }

    /// <summary>Reads a path below <c>/latest/</c>, with a session token or, in version 1, without.</summary>
    public async Task<ExchangeResult> GetAsync(MetadataPath path, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(path.Text));
        if (token is not null)
            request.Headers.TryAddWithoutValidation(TokenHeader, token);
        var timeout = path.IsUserData ? options.UserDataAttemptTimeout : options.AttemptTimeout;
        return await SendAsync(request, timeout, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private Uri Address(string path) => new(options.Endpoint.Address, "latest/" + path);

    private async Task<ExchangeResult> SendAsync(
        HttpRequestMessage request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request, either.Token);
            return await ReadAsync(response, either.Token);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            return response is null
                ? new ExchangeResult.NoAnswer(UnreachableCause.TimedOut, NetworkFailure.NoAnswerWithin(timeout), error)
                : new ExchangeResult.BrokenAnswer($"the answer did not end within {timeout.TotalSeconds:0.###} s", true);
        }
        catch (HttpRequestException error)
        {
            return NetworkFailure.Classify(error, timeout);
        }
        catch (IOException)
        {
            return new ExchangeResult.BrokenAnswer("the answer was cut short", true);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private async Task<ExchangeResult> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[]? body = [];
        if (response.StatusCode == HttpStatusCode.OK)
            body = await BoundedBody.ReadAsync(response.Content, cancellationToken);
        if (body is null)
            return new ExchangeResult.BrokenAnswer($"the answer is larger than {BoundedBody.Limit / 1024} KiB", false)
            {
                IsTooLarge = true,
            };
        return new ExchangeResult.Answer(response.StatusCode, body, response.Content.Headers.ContentType?.MediaType)
        {
            RetryAfter = RetryAfter(response.Headers.RetryAfter),
            TokenLifetime = TokenLifetime(response.Headers),
        };
    }

    // Zero or a date gone by tells nothing: the ordinary wait applies, so that we never spin.
    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        (header?.Delta ?? header?.Date - time.GetUtcNow()) is { } wait && wait > TimeSpan.Zero ? wait : null;

    private static TimeSpan? TokenLifetime(HttpResponseHeaders headers) =>
        headers.TryGetValues(TokenLifetimeHeader, out var values)
        && int.TryParse(values.First(), out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
}
