using System.ComponentModel;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.Sysprep;

/// <summary>The inputs of <c>waitForSysprep</c>.</summary>
public sealed record WaitForSysprepInputs
{
    [DurationRange("0s", "1d"), Description("How long to wait for Windows Setup to finish")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);
}
