using System.Text.Json;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>Tells from the instance identity document which SQL Server edition Amazon bills.</summary>
internal static class SqlServerBillingProducts
{
    /// <summary>The editions, in the document's order.</summary>
    /// <exception cref="JsonException">The document is not JSON.</exception>
    public static IReadOnlyList<string> Read(string document)
    {
        using var json = JsonDocument.Parse(document);
        if (json.RootElement.ValueKind != JsonValueKind.Object
            || !json.RootElement.TryGetProperty("billingProducts", out var products)
            || products.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return [.. products.EnumerateArray().Select(ToEdition).OfType<string>()];
    }

    private static string? ToEdition(JsonElement product) => product.ValueKind == JsonValueKind.String
        ? product.GetString() switch
        {
            "bp-6aa54003" => "Standard",
            "bp-65a5400c" => "Web",
            "bp-62a5400b" => "Enterprise",
            _ => null,
        }
        : null;
}
