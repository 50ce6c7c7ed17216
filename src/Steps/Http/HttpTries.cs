using System.Net.Http.Headers;
using System.Net.Security;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using Polly;
using Polly.Retry;

namespace OpenLaunch.Steps.Http;

/// <summary>A request over HTTP, which may be made several times.</summary>
/// <param name="Place">What is asked, for people; no secret.</param>
/// <param name="MakeAsync">Makes it anew for each try: a signature does not last.</param>
/// <param name="MostBytes">What of an answer is read at most.</param>
internal sealed record HttpCall(string Place, Func<CancellationToken, Task<HttpRequestMessage>> MakeAsync, int MostBytes)
{
    /// <summary>How many redirects are followed, never away from TLS. Default: none: a signature is for one address.</summary>
    public int Redirects { get; init; }
}

/// <summary>What came of a request.</summary>
/// <param name="Status">The status code; 0: there was no whole answer.</param>
/// <param name="Reason">Beside the code, or why there was no whole answer.</param>
/// <param name="Body">The content; null: it is larger than what is read.</param>
internal sealed record HttpAnswer(int Status, string? Reason, byte[]? Body, HttpResponseHeaders? Headers = null)
{
    /// <summary>Whether another try may go better. What is not allowed or not there is so at the next try, too.</summary>
    public bool MayPass => Status is 0 or 429 or >= 500;

    public string Why => Status == 0 ? $"{Reason}" : Body is null ? "its answer is too long" : $"it answers {Status} {Reason}";
}

/// <summary>Sends requests: bounded in tries, time, redirects and the size of the answer.</summary>
/// <param name="tls">How the server is checked; null: by the machine's roots.</param>
internal sealed class HttpTries(SslClientAuthenticationOptions? tls = null)
{
    private const int Tries = 3;

    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    /// <returns>The answer of the last try, whatever it is.</returns>
    public async Task<HttpAnswer> SendAsync(HttpCall call, StepContext context, CancellationToken cancellationToken)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = call.Redirects > 0,
            MaxAutomaticRedirections = Math.Max(1, call.Redirects),
            UseCookies = false,
            ConnectTimeout = TryTimeout,
            ActivityHeadersPropagator = null,
            SslOptions = tls ?? new(),
        });
        var number = 0;
        return await new ResiliencePipelineBuilder<HttpAnswer> { TimeProvider = context.Time }
            .AddRetry(new RetryStrategyOptions<HttpAnswer>
            {
                MaxRetryAttempts = Tries - 1,
                Delay = Delay,
                ShouldHandle = tried => ValueTask.FromResult(tried.Outcome.Result is { MayPass: true }),
            })
            .Build()
            .ExecuteAsync(
                async token =>
                {
                    context.Report($"fetching {call.Place}, try {++number} of {Tries}");
                    return await TryAsync(client, call, context.Time, token);
                },
                cancellationToken);
    }

    private static async Task<HttpAnswer> TryAsync(
        HttpMessageInvoker client, HttpCall call, TimeProvider time, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(TryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        try
        {
            using var request = await call.MakeAsync(either.Token);
            using var response = await client.SendAsync(request, either.Token);
            var body = await ReadAsync(response.Content, call.MostBytes, either.Token);
            return new((int)response.StatusCode, response.ReasonPhrase, body, response.Headers);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(0, $"no whole answer within {DurationText.Format(TryTimeout)}", null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new(0, (exception.InnerException ?? exception).Message.TrimEnd('.'), null);
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[1 << 14];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (body.Length + read > most)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
