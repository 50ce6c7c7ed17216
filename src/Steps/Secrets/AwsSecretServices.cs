using System.Net.Http.Headers;
using System.Text.Json;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Aws;
using OpenLaunch.Steps.Http;

namespace OpenLaunch.Steps.Secrets;

/// <summary>Calls Systems Manager and Secrets Manager with the instance's own role, in the JSON 1.1 form of both.</summary>
internal sealed class AwsSecretServices(HttpTries http, AwsServices services) : ISecretServices
{
    private const string Form = "application/x-amz-json-1.1";
    private const int MostBytes = 256 * 1024; // a secret has at most 64 KiB, each byte of which JSON may write as six
    private const int MostOfMessage = 300;

    /// <inheritdoc/>
    public async Task<string> ReadAsync(SecretReference reference, StepContext context, CancellationToken cancellationToken)
    {
        var api = SecretApi.Of(reference);
        try
        {
            var service = await services.FindAsync(
                api.Service, api.Identifier, RegionIn(reference.Name), context.Metadata, cancellationToken);
            var answer = await http.SendAsync(
                new($"{reference} in {service.Region}", async token => Request(
                    api, service, await RoleCredentials.ReadAsync(context.Metadata, token)), MostBytes),
                context, cancellationToken);
            return answer is { Status: 200, Body: { } body }
                ? Text(body, api) ?? throw new AwsException(api.NoText)
                : throw new AwsException(WhyNot(answer, api, service.Region));
        }
        catch (AwsException problem)
        {
            throw new SecretException($"{reference} cannot be fetched: {problem.Message}.");
        }
    }

    private static HttpRequestMessage Request(SecretApi api, AwsService service, RoleCredentials credentials)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, service.Address) { Content = new ByteArrayContent(api.Body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(Form);
        var headers = new Dictionary<string, string> { ["Content-Type"] = Form, ["X-Amz-Target"] = api.Target };
        foreach (var (name, value) in AwsSignature.Sign(
            new("POST", service, service.Address.AbsolutePath, api.Body, headers), credentials))
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>The region of a name that is an ARN: <c>arn:aws:ssm:eu-west-1:123456789012:parameter/x</c>.</summary>
    private static string? RegionIn(string name) =>
        name.Split(':') is ["arn", _, _, { Length: > 0 } region, ..]
        && region.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
            ? region
            : null;

    private static string? Text(byte[] body, SecretApi api)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var element = json.RootElement;
            foreach (var key in api.Path)
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element))
                    return null;
            }

            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException) // half a character is no text
        {
            return null;
        }
    }

    /// <summary>What the service says is wrong, and what to do. Nothing of an answer that is right is repeated.</summary>
    private static string WhyNot(HttpAnswer answer, SecretApi api, string region)
    {
        var (type, message) = Problem(answer.Body);
        var advice = type switch
        {
            "AccessDeniedException" => $". Allow the instance's role {api.Permission}",
            "ParameterNotFound" or "ResourceNotFoundException" => $". Check its name, and that it is in {region}; case counts",
            "InvalidKeyId" or "DecryptionFailure" => ". Allow the instance's role kms:Decrypt on the key that encrypts it",
            "UnrecognizedClientException" or "InvalidSignatureException" or "ExpiredTokenException" =>
                ". See whether the clock is right: openlaunch doctor",
            _ when answer.Status == 0 =>
                $". The instance must reach {api.Service} in {region}: by the internet or an interface endpoint",
            _ => "",
        };
        return (type is null ? answer.Why : $"{type}{(message is null ? "" : $": {message}")}") + advice;
    }

    private static (string? Type, string? Message) Problem(byte[]? body)
    {
        try
        {
            using var json = JsonDocument.Parse(body ?? []);
            return (Named("__type")?.Split('#')[^1], (Named("message") ?? Named("Message"))?.TrimEnd('.'));

            string? Named(string key) => json.RootElement.TryGetProperty(key, out var value) && value.GetString() is { } text
                ? text[..Math.Min(text.Length, MostOfMessage)]
                : null;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            return (null, null);
        }
    }
}

/// <summary>How a service is asked for a secret.</summary>
/// <param name="Identifier">The service's name in environment variables.</param>
/// <param name="Path">Where the text stands in the answer.</param>
/// <param name="Permission">What the role must be allowed.</param>
/// <param name="NoText">What it means when there is none.</param>
internal sealed record SecretApi(
    string Service, string Identifier, string Target, byte[] Body, string[] Path, string Permission, string NoText)
{
    private const string Key = "and kms:Decrypt on its key where that is one of yours";

    public static SecretApi Of(SecretReference reference) => reference.Source == SecretSource.SsmParameter
        ? new("ssm", "SSM", "AmazonSSM.GetParameter", Json(("Name", reference.Name), ("WithDecryption", null)),
            ["Parameter", "Value"], $"ssm:GetParameter on it, {Key}", "the answer holds no value")
        : new("secretsmanager", "SECRETS_MANAGER", "secretsmanager.GetSecretValue", Json(("SecretId", reference.Name)),
            ["SecretString"], $"secretsmanager:GetSecretValue on it, {Key}", "it is binary; store it as text");

    /// <summary>An object of texts; null stands for true.</summary>
    private static byte[] Json(params (string Key, string? Value)[] values)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var (key, value) in values)
            {
                if (value is null)
                    json.WriteBoolean(key, true);
                else
                    json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
