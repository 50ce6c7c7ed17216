using System.Text.Json;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Aws;

/// <summary>The passing credentials of the instance's role. No record, which would print them.</summary>
internal sealed class RoleCredentials
{
    private const string Folder = "meta-data/iam/security-credentials";

    private RoleCredentials(string identifier, string secret, string token) =>
        (Identifier, Secret, Token) = (identifier, secret, token);

    public string Identifier { get; }

    public string Secret { get; }

    public string Token { get; }

    /// <exception cref="AwsException">The instance has no role, or metadata has no credentials of it.</exception>
    public static async Task<RoleCredentials> ReadAsync(IMetadataClient metadata, CancellationToken cancellationToken)
    {
        var role = (await metadata.GetAsync(Folder, cancellationToken))?.Split('\n')[0].Trim();
        if (string.IsNullOrEmpty(role))
            throw new AwsException("the instance has no role; attach an instance profile that allows the call");
        var document = await metadata.GetAsync($"{Folder}/{role}", cancellationToken);
        try
        {
            using var json = JsonDocument.Parse(document ?? "{}");
            if (Text("AccessKeyId") is { } identifier && Text("SecretAccessKey") is { } secret && Text("Token") is { } token)
                return new(identifier, secret, token);

            string? Text(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException) // no object, no text, half a character
        {
            // Whatever it is, it is not repeated.
        }

        throw new AwsException($"metadata has no credentials of the role {role}");
    }
}
