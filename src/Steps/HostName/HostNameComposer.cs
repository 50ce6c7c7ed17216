using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.HostName;

/// <summary>Fills a template from instance metadata.</summary>
internal sealed class HostNameComposer(IMetadataClient metadata)
{
    private const string Tag = "tag:";

    /// <summary>Makes the name that the template asks for.</summary>
    public async Task<(string? Name, string? Failure)> ComposeAsync(
        HostNameTemplate template, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>();
        foreach (var placeholder in template.Placeholders)
        {
            var value = await metadata.GetAsync(PathOf(placeholder), cancellationToken);
            if (value is null)
                return (null, WhyAbsent(placeholder));
            values[placeholder] = placeholder switch
            {
                "ipHex" => HostNameTemplate.IpHex(value),
                "IPHEX" => HostNameTemplate.IpHex(value).ToUpperInvariant(),
                _ => value,
            };
        }

        var name = template.Compose(placeholder => values[placeholder]);
        return HostNameRules.Violation(name) is { } violation
            ? (null, $"'{name}' cannot be the computer's name: it {violation}. Change the input 'hostName' or the tag's value.")
            : (name, null);
    }

    private static string PathOf(string placeholder) => placeholder switch
    {
        "ipHex" or "IPHEX" => "meta-data/local-ipv4",
        "instanceId" => "meta-data/instance-id",
        "availabilityZone" => "meta-data/placement/availability-zone",
        _ => $"meta-data/tags/instance/{placeholder[Tag.Length..]}",
    };

    private static string WhyAbsent(string placeholder) => placeholder.StartsWith(Tag, StringComparison.Ordinal)
        ? $"metadata shows no tag '{placeholder[Tag.Length..]}' of this instance, which the computer's name is made of. "
            + "Add the tag, and allow tags in instance metadata (InstanceMetadataTags=enabled)."
        : $"metadata has no {PathOf(placeholder)}, which the computer's name is made of. Use another 'format' or 'hostName'.";
}
