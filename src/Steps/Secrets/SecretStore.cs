using System.Text.Json;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Secrets;

/// <summary>The services of AWS that keep secrets.</summary>
internal interface ISecretServices
{
    /// <summary>Reads a parameter of Systems Manager or a secret of Secrets Manager.</summary>
    /// <exception cref="SecretException">It cannot be had.</exception>
    Task<string> ReadAsync(SecretReference reference, StepContext context, CancellationToken cancellationToken);
}

/// <summary>Fetches secrets from wherever documents say they are.</summary>
internal sealed class SecretStore(ISecretServices services) : ISecretStore
{
    /// <inheritdoc/>
    public async Task<string> ReadAsync(SecretReference reference, StepContext context, CancellationToken cancellationToken)
    {
        if (reference.Source == SecretSource.MetadataTag)
            return await TagAsync(reference, context.Metadata, cancellationToken);
        var text = await services.ReadAsync(reference, context, cancellationToken);
        return reference.Key is { } key ? ValueIn(text, key, reference) : text;
    }

    private static async Task<string> TagAsync(
        SecretReference reference, IMetadataClient metadata, CancellationToken cancellationToken)
    {
        try
        {
            return await metadata.GetTagAsync(reference.Name, cancellationToken) ?? throw new SecretException(
                $"Metadata shows no tag '{reference.Name}' of this instance. Add the tag, and allow tags in instance metadata "
                + "(InstanceMetadataTags=enabled).");
        }
        catch (ArgumentException)
        {
            throw new SecretException($"'{reference.Name}' can be no tag in instance metadata, whose keys hold letters, digits "
                + "and + - = . , _ : @. Give the tag another key.");
        }
    }

    private static string ValueIn(string text, string key, SecretReference reference)
    {
        var whole = reference with { Key = null };
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(key, out var value)
                && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                return value.ToString();
        }
        catch (InvalidOperationException)
        {
            // Half a character: well-formed JSON, but no text.
        }
        catch (JsonException)
        {
            throw new SecretException($"'key' is given, but {whole} is no JSON. Leave 'key' out, or store a JSON object.");
        }

        throw new SecretException($"{whole} has no key '{key}' with a text. Name one that it has; case counts.");
    }
}
