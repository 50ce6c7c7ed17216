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
    private const string Path = "dynamic/instance-identity/document";

    /// <summary>
    /// The product code of Windows Server (EC2 User Guide, "AMI billing information fields": platform details Windows).
    /// Windows with SQL Server carries it beside that of SQL Server.
    /// </summary>
    private const string WindowsServer = "bp-6ba54002";

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

    /// <summary>Reads the document.</summary>
    public static Billing Parse(string document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return Billing.Unknown;
            var isListed = json.RootElement.TryGetProperty("billingProducts", out var products)
                && products.ValueKind == JsonValueKind.Array
                && products.EnumerateArray().Any(product =>
                    product.ValueKind == JsonValueKind.String && product.ValueEquals(WindowsServer));
            return isListed ? Billing.Included : Billing.OwnLicence;
        }
        catch (JsonException)
        {
            return Billing.Unknown;
        }
    }
}
