using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Wallpaper;

/// <summary>What can stand on the wallpaper, in EC2Launch v2's words.</summary>
internal static class WallpaperAttributes
{
    private const string HostName = "hostName";
    private const string Architecture = "architecture";

    private static readonly (string Name, string Label, string Path)[] Known =
    [
        (HostName, "Host name", ""),
        ("instanceId", "Instance ID", "meta-data/instance-id"),
        ("privateIpAddress", "Private IPv4 address", "meta-data/local-ipv4"),
        ("publicIpAddress", "Public IPv4 address", "meta-data/public-ipv4"),
        ("ipv6Address", "IPv6 address", "meta-data/ipv6"),
        ("instanceSize", "Instance size", "meta-data/instance-type"),
        ("availabilityZone", "Availability Zone", "meta-data/placement/availability-zone"),
        (Architecture, "Architecture", ""),
    ];

    /// <summary>All, in the order of EC2Launch v2's default file, which has all of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(attribute => attribute.Name)];

    /// <summary>The rows in the order asked for, then the tags. What is not known is left out, and told.</summary>
    public static async Task<IReadOnlyList<WallpaperRow>> ReadAsync(
        WallpaperSettings settings, string hostName, IMetadataClient metadata, Action<string> tell,
        CancellationToken cancellationToken)
    {
        ConcurrentDictionary<string, ConcurrentQueue<string>> missing = [];
        var rows = settings.Attributes.Where(All.Contains).Select(async name =>
        {
            var (_, label, path) = Array.Find(Known, attribute => attribute.Name == name);
            var value = name switch
            {
                HostName => hostName,
                Architecture => ArchitectureHere(),
                _ => await TryGetAsync(path),
            };
            return value is null ? null : new WallpaperRow(label, value);
        }).ToList();
        var tags = settings.ShowsAllTags
            ? (await TryGetAsync("meta-data/tags/instance"))?.Split('\n', StringSplitOptions.TrimEntries) ?? []
            : settings.Tags;
        rows.AddRange(tags.Select(async tag =>
            await TryGetAsync($"meta-data/tags/instance/{tag}") is { } value
                ? new WallpaperRow(tag, value)
                : null));
        var known = (await Task.WhenAll(rows)).OfType<WallpaperRow>().ToList();
        // One cause, such as a service that cannot be reached, is told once.
        foreach (var (why, paths) in missing)
            tell($"No {string.Join(", ", paths)}: {why}");
        return known;

        async Task<string?> TryGetAsync(string path)
        {
            try
            {
                return await metadata.GetAsync(path, cancellationToken) is { } value && value.Trim() is { Length: > 0 } text
                    ? text
                    : null;
            }
            catch (MetadataException absent)
            {
                missing.GetOrAdd(absent.Message, _ => []).Enqueue(path);
                return null;
            }
            catch (ArgumentException)
            {
                missing.GetOrAdd("instance metadata holds no tag of such a name.", _ => []).Enqueue(path);
                return null;
            }
        }
    }

    private static string ArchitectureHere() => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "x86_64",
        var other => other.ToString().ToLowerInvariant(),
    };
}

/// <summary>A line of the wallpaper.</summary>
internal sealed record WallpaperRow(string Label, string Value);
