using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.Sysprep;

/// <summary>The inputs of <c>waitForSysprep</c>.</summary>
public sealed record WaitForSysprepInputs
{
    /// <summary>How long to wait for Windows Setup to finish. Default: 30 minutes; at most 24 hours.</summary>
    [Description("How long to wait for Windows Setup to finish")]
    [Range(
        typeof(TimeSpan), "00:00:00", "1.00:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);
}
