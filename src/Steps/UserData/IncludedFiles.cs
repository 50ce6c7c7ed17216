using System.Net;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Aws;
using OpenLaunch.Steps.Http;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>A file that user data names cannot be had.</summary>
/// <param name="message">Which, why, and what to do; without the query of its address.</param>
internal sealed class IncludeException(string message) : Exception(message);

/// <summary>Fetches files over HTTPS, and objects of S3 with the instance's role.</summary>
internal sealed class IncludedFiles(HttpTries http, AwsServices services)
{
    public const int MostBytes = 1 << 20;

    private const int MostRedirects = 3;

    /// <returns>The bytes of the file.</returns>
    /// <exception cref="IncludeException">It cannot be had.</exception>
    public async Task<byte[]> FetchAsync(Include include, StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            var answer = include.IsObject
                ? await ObjectAsync(include, region: null, context, cancellationToken)
                : await http.SendAsync(
                    new(include.Place, _ => Task.FromResult<HttpRequestMessage>(new(HttpMethod.Get, include.Address)), MostBytes)
                    {
                        Redirects = MostRedirects,
                    },
                    context, cancellationToken);
            return answer is { Status: (int)HttpStatusCode.OK, Body: { } bytes }
                ? bytes
                : throw new AwsException(WhyNot(include, answer));
        }
        catch (AwsException problem)
        {
            throw new IncludeException($"{include.Place} cannot be fetched: {problem.Message}.");
        }
    }

    private static string WhyNot(Include include, HttpAnswer answer) => answer switch
    {
        { Status: (int)HttpStatusCode.OK } => $"it has more than {MostBytes} bytes (1 MiB)",
        { Status: (int)HttpStatusCode.Forbidden } when include.IsObject => $"{answer.Why}. Allow the instance's role "
            + "s3:GetObject on it; without s3:ListBucket on the bucket, S3 answers so too where there is no such object",
        _ => answer.Why,
    };

    private async Task<HttpAnswer> ObjectAsync(
        Include include, string? region, StepContext context, CancellationToken cancellationToken)
    {
        var service = await services.FindAsync("s3", "S3", region, context.Metadata, cancellationToken);
        // The bucket stands in the path, since in the host's name one with dots has no certificate.
        var path = string.Join('/', $"/{include.Address.Host}{include.Address.AbsolutePath}".Split('/')
            .Select(part => Uri.EscapeDataString(Uri.UnescapeDataString(part))));
        var answer = await http.SendAsync(
            new(include.Place, async token =>
            {
                var credentials = await RoleCredentials.ReadAsync(context.Metadata, token);
                var request = new HttpRequestMessage(HttpMethod.Get, service.Address.GetLeftPart(UriPartial.Authority) + path);
                var call = new AwsRequest("GET", service, Uri.UnescapeDataString(path), [], new Dictionary<string, string>());
                foreach (var (name, value) in AwsSignature.Sign(call, credentials))
                    request.Headers.TryAddWithoutValidation(name, value);
                return request;
            }, MostBytes),
            context, cancellationToken);
        return region is null && answer.Status >= 300 && BucketRegion(answer) is { } other && other != service.Region
            ? await ObjectAsync(include, other, context, cancellationToken)
            : answer;
    }

    /// <summary>A bucket of another region tells its own.</summary>
    private static string? BucketRegion(HttpAnswer answer) =>
        answer.Headers?.TryGetValues("x-amz-bucket-region", out var regions) == true ? regions.First() : null;
}
