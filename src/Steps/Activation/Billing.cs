using System.Text.Json;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Activation;

/// <summary>Who pays for the licence of Windows.</summary>
internal enum Billing
{
    /// <summary>Metadata did not tell.</summary>
    Unknown,

    /// <summary>Amazon provides the licence, and with it the KMS.</summary>
    Included,

    /// <summary>The owner brings the licence, and activates Windows by other means.</summary>
    OwnLicence,
}

/// <summary>Reads from the instance identity document who pays for Windows.</summary>
internal static class BillingDocument
{
    public const string Path = "dynamic/instance-identity/document";

    /// <summary>
    /// The product code of Windows Server (EC2 User Guide, "AMI billing information fields": platform details Windows).
    /// Windows with SQL Server carries it beside that of SQL Server.
    /// </summary>
    private const string WindowsServer = "bp-6ba54002";

    private static readonly Dictionary<string, string> SqlServerEditions = new()
    {
        ["bp-6aa54003"] = "Standard", ["bp-65a5400c"] = "Web", ["bp-62a5400b"] = "Enterprise",
    };

    /// <summary>Asks metadata; whatever keeps it from telling is no failure here.</summary>
    public static async Task<Billing> ReadAsync(IMetadataClient metadata, CancellationToken cancellationToken)
    {
        try
        {
            return await metadata.GetAsync(Path, cancellationToken) is { } document ? Parse(document) : Billing.Unknown;
        }
        catch (MetadataException)
        {
            return Billing.Unknown;
        }
    }

    public static Billing Parse(string document)
    {
        try
        {
            return Products(document) switch
            {
                null => Billing.Unknown,
                var products => products.Contains(WindowsServer) ? Billing.Included : Billing.OwnLicence,
            };
        }
        catch (JsonException)
        {
            return Billing.Unknown;
        }
    }

    /// <summary>The SQL Server editions that Amazon bills, in the document's order.</summary>
    /// <exception cref="JsonException">The document is not JSON.</exception>
    public static IReadOnlyList<string> SqlServers(string document) =>
        [.. (Products(document) ?? []).Where(SqlServerEditions.ContainsKey).Select(product => SqlServerEditions[product])];

    /// <summary>The product codes that Amazon bills; null where the document is not one.</summary>
    private static List<string>? Products(string document)
    {
        using var json = JsonDocument.Parse(document);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
            return null;
        try
        {
            return json.RootElement.TryGetProperty("billingProducts", out var products)
                && products.ValueKind == JsonValueKind.Array
                ? [.. products.EnumerateArray().Where(product => product.ValueKind == JsonValueKind.String)
                    .Select(product => product.GetString()!)]
                : [];
        }
        catch (InvalidOperationException exception)
        {
            // Half of a surrogate pair, in a name too: well-formed JSON, but no text.
            throw new JsonException("the document holds half a character", exception);
        }
    }
}
