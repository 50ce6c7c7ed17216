using System.ComponentModel;

namespace OpenLaunch.Steps.Generalization;

/// <summary>The inputs of <see cref="SysprepStep"/>: those of EC2Launch v2.</summary>
public sealed record SysprepInputs
{
    [Description("Without effect: what was done here is always forgotten")]
    public bool Clean { get; init; }

    [Description("Whether the machine is shut down afterwards")]
    public bool Shutdown { get; init; }
}
