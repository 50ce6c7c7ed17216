using System.Net.Http.Headers;
using System.Text;

namespace OpenLaunch.Steps.Notify;

/// <summary>Sends over HTTP, through the machine's proxy where there is one; a redirect is an answer, and not followed.</summary>
internal sealed class HttpNotificationSender(TimeProvider time) : INotificationSender
{
    private const int MostOfAnswer = 4096;

    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(30);

    public async Task<NotificationAnswer> PostAsync(
        Uri address, IReadOnlyDictionary<string, string> headers, byte[] content, string contentType,
        CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var limit = new CancellationTokenSource(LongestAttempt, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            var bytes = new byte[MostOfAnswer];
            var read = await body.ReadAtLeastAsync(bytes, MostOfAnswer, throwOnEndOfStream: false, either.Token);
            return new((int)response.StatusCode, Encoding.UTF8.GetString(bytes, 0, read));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"no answer within {LongestAttempt.TotalSeconds:0} s");
        }
        catch (IOException cut)
        {
            throw new HttpRequestException("the answer was cut short", cut);
        }
    }
}
