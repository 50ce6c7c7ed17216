using System.ComponentModel;

namespace OpenLaunch.Steps.EnaAdapters;

/// <summary>The inputs of <see cref="OptimizeEnaStep"/>.</summary>
public sealed record OptimizeEnaInputs
{
    [Description("Whether Windows restarts for it at once; else it counts from the next start on")]
    public bool Reboot { get; init; } = true;
}
