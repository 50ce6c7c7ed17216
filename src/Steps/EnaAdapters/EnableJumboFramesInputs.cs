using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.EnaAdapters;

/// <summary>The inputs of <see cref="EnableJumboFramesStep"/>.</summary>
public sealed record EnableJumboFramesInputs
{
    [Range(1500, 9001), Description("The largest packet in bytes, without the Ethernet header")]
    public int Mtu { get; init; } = 9001;
}
