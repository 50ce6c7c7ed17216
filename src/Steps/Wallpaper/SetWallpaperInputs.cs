using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.Wallpaper;

/// <summary>The inputs of <see cref="SetWallpaperStep"/>, named as EC2Launch v2 names them.</summary>
public sealed record SetWallpaperInputs
{
    [RegularExpression(
        @"[A-Za-z]:[\\/][^""<>|?*]{0,250}\.([jJ][pP][eE]?[gG]|[pP][nN][gG])",
        ErrorMessage = @"must be a .jpg or .png file on this machine, such as C:\Pictures\company.jpg")]
    [Description("The picture, a .jpg or .png file; without it that of Windows")]
    public string? Path { get; init; }

    [AllowedValues(
        "hostName", "instanceId", "privateIpAddress", "publicIpAddress", "ipv6Address", "instanceSize", "availabilityZone",
        "architecture", "memory", "network")]
    [Description("What stands on it; what the instance does not have is left out, memory and network of older files always")]
    public IReadOnlyList<string> Attributes { get; init; } = WallpaperAttributes.All;

    [OneOrMany, StringLength(128, MinimumLength = 1)]
    [Description("The tags that stand on it; AllTags: each. Instance metadata must have them")]
    public IReadOnlyList<string> InstanceTags { get; init; } = [];
}
