using System.Net;

namespace OpenLaunch.Core.Metadata;

/// <summary>The values that steps ask for most, by name. Each is null when the service does not have it.</summary>
/// <remarks>Each throws what <see cref="IMetadataClient"/> throws.</remarks>
public static class InstanceMetadata
{
    private const string Tags = "meta-data/tags/instance";

    /// <summary>The instance id: <c>i-0123456789abcdef0</c>.</summary>
    public static Task<string?> GetInstanceIdAsync(this IMetadataClient metadata, CancellationToken cancellationToken) =>
        TextAsync(metadata, MetadataPath.InstanceId.Text, cancellationToken);

    /// <summary>The instance type: <c>m7i.large</c>.</summary>
    public static Task<string?> GetInstanceTypeAsync(this IMetadataClient metadata, CancellationToken cancellationToken) =>
        TextAsync(metadata, "meta-data/instance-type", cancellationToken);

    /// <summary>The image that the instance was launched from: <c>ami-0123456789abcdef0</c>.</summary>
    public static Task<string?> GetImageIdAsync(this IMetadataClient metadata, CancellationToken cancellationToken) =>
        TextAsync(metadata, "meta-data/ami-id", cancellationToken);

    /// <summary>The region: <c>eu-central-1</c>.</summary>
    public static Task<string?> GetRegionAsync(this IMetadataClient metadata, CancellationToken cancellationToken) =>
        TextAsync(metadata, "meta-data/placement/region", cancellationToken);

    /// <summary>The availability zone: <c>eu-central-1a</c>.</summary>
    public static Task<string?> GetAvailabilityZoneAsync(this IMetadataClient metadata, CancellationToken cancellationToken) =>
        TextAsync(metadata, "meta-data/placement/availability-zone", cancellationToken);

    /// <summary>The first private IPv4 address of the primary network interface.</summary>
    /// <exception cref="MetadataFailedException">The answer is no address.</exception>
    public static Task<IPAddress?> GetPrivateAddressAsync(this IMetadataClient metadata, CancellationToken cancellationToken) =>
        AddressAsync(metadata, "meta-data/local-ipv4", cancellationToken);

    /// <summary>The public IPv4 address that leads to the instance, if it has one.</summary>
    /// <exception cref="MetadataFailedException">The answer is no address.</exception>
    public static Task<IPAddress?> GetPublicAddressAsync(this IMetadataClient metadata, CancellationToken cancellationToken) =>
        AddressAsync(metadata, "meta-data/public-ipv4", cancellationToken);

    /// <summary>The first IPv6 address of the primary network interface, if it has one.</summary>
    /// <exception cref="MetadataFailedException">The answer is no address.</exception>
    public static Task<IPAddress?> GetIpv6AddressAsync(this IMetadataClient metadata, CancellationToken cancellationToken) =>
        AddressAsync(metadata, "meta-data/ipv6", cancellationToken);

    /// <summary>A tag's value; null also where tags in instance metadata are not allowed.</summary>
    /// <param name="metadata">The client.</param>
    /// <param name="key">The tag's key, in which case counts.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <exception cref="ArgumentException">The key has a character that tags in instance metadata cannot have.</exception>
    public static Task<string?> GetTagAsync(this IMetadataClient metadata, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return metadata.GetAsync($"{Tags}/{key}", cancellationToken);
    }

    /// <summary>All tags; none also where tags in instance metadata are not allowed.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> GetTagsAsync(
        this IMetadataClient metadata, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var keys = await metadata.GetAsync(Tags, cancellationToken) ?? "";
        foreach (var key in keys.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // A tag that was removed meanwhile is no tag.
            if (await metadata.GetTagAsync(key, cancellationToken) is { } value)
                tags[key] = value;
        }

        return tags;
    }

    private static async Task<IPAddress?> AddressAsync(IMetadataClient metadata, string path, CancellationToken cancellationToken)
    {
        var text = await TextAsync(metadata, path, cancellationToken);
        if (text is null)
            return null;
        return IPAddress.TryParse(text, out var address)
            ? address
            : throw new MetadataFailedException($"The metadata service answers {path} with something that is no IP address.");
    }

    private static async Task<string?> TextAsync(IMetadataClient metadata, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return (await metadata.GetAsync(path, cancellationToken))?.Trim();
    }
}
