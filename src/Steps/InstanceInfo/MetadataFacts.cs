using System.Text.Json;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Activation;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>What instance metadata tells of the instance.</summary>
internal sealed record MetadataFacts
{
    public string? AmiId { get; init; }

    public string? InstanceId { get; init; }

    public string? InstanceType { get; init; }

    /// <summary>The SQL Server editions that Amazon bills with the instance.</summary>
    public IReadOnlyList<string> SqlServerBilling { get; init; } = [];

    /// <summary>Reads the facts, all at once. What cannot be read is left out.</summary>
    public static async Task<MetadataFacts> ReadAsync(
        IMetadataClient metadata, ILogger logger, CancellationToken cancellationToken)
    {
        var amiId = TryGetAsync("meta-data/ami-id");
        var instanceId = TryGetAsync("meta-data/instance-id");
        var instanceType = TryGetAsync("meta-data/instance-type");
        var document = TryGetAsync(BillingDocument.Path);
        return new MetadataFacts
        {
            AmiId = await amiId,
            InstanceId = await instanceId,
            InstanceType = await instanceType,
            SqlServerBilling = ReadBilling(await document, logger),
        };

        async Task<string?> TryGetAsync(string path)
        {
            try
            {
                var value = (await metadata.GetAsync(path, cancellationToken))?.Trim();
                return string.IsNullOrEmpty(value) ? null : value;
            }
            catch (MetadataException absent)
            {
                logger.LogWarning("No {Path}: {Reason}", path, absent.Message);
                return null;
            }
        }
    }

    private static IReadOnlyList<string> ReadBilling(string? document, ILogger logger)
    {
        try
        {
            return document is null ? [] : BillingDocument.SqlServers(document);
        }
        catch (JsonException damaged)
        {
            logger.LogWarning("The instance identity document is not JSON: {Reason}", damaged.Message);
            return [];
        }
    }
}
