using System.Net;
using System.Net.Security;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>A file that user data names cannot be had.</summary>
/// <param name="message">Which, why, and what to do; without the query of its address.</param>
internal sealed class IncludeException(string message) : Exception(message);

/// <summary>Fetches files over HTTPS: bounded in size, redirects, tries and time.</summary>
/// <param name="tls">How the server is checked; null: by the machine's roots.</param>
internal sealed class HttpsFiles(SslClientAuthenticationOptions? tls = null)
{
    public const int MostBytes = 1 << 20;

    private const int MostRedirects = 3;
    private const int MostTries = 3;

    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    /// <returns>The bytes of the file.</returns>
    /// <exception cref="IncludeException">It cannot be had.</exception>
    public async Task<byte[]> FetchAsync(Include include, StepContext context, CancellationToken cancellationToken)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            MaxAutomaticRedirections = MostRedirects,
            UseCookies = false,
            ConnectTimeout = TryTimeout,
            ActivityHeadersPropagator = null,
            SslOptions = tls ?? new(),
        });
        for (var attempt = 1; ; attempt++)
        {
            context.Report($"fetching {include.Place}, try {attempt} of {MostTries}");
            var (bytes, failure, isFinal) = await TryAsync(client, include.Address, context.Time, cancellationToken);
            if (bytes is not null)
                return bytes;
            context.Logger.LogWarning("{Place}: {Failure}", include.Place, failure);
            if (isFinal || attempt == MostTries)
                throw new IncludeException($"{include.Place} cannot be fetched: {failure}");
            await Task.Delay(Delay, context.Time, cancellationToken);
        }
    }

    private static async Task<(byte[]? Bytes, string Failure, bool IsFinal)> TryAsync(
        HttpMessageInvoker client, Uri address, TimeProvider time, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(TryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await client.SendAsync(request, either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                // What is not allowed or not there is so at the next try, too.
                var code = (int)response.StatusCode;
                return (null, $"it answers {code} {response.ReasonPhrase}.", code is < 500 and not 429);
            }

            var bytes = await ReadAsync(response.Content, either.Token);
            return bytes is null ? (null, $"it has more than {MostBytes} bytes (1 MiB).", true) : (bytes, "", true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"no whole answer within {DurationText.Format(TryTimeout)}.", false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, $"{(exception.InnerException ?? exception).Message.TrimEnd('.')}.", false);
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[1 << 14];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (body.Length + read > MostBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
