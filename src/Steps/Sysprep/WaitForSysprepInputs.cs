using System.ComponentModel;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.Sysprep;

/// <summary>The inputs of <c>waitForSysprep</c>.</summary>
public sealed record WaitForSysprepInputs
{
    /// <summary>How long to wait for Windows Setup to finish. Default: 30 minutes; at most 24 hours.</summary>
    [DurationRange("0s", "1d"), Description("How long to wait for Windows Setup to finish")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);
}
