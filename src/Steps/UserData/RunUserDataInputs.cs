using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.UserData;

/// <summary>The inputs of <see cref="RunUserDataStep"/>.</summary>
public sealed record RunUserDataInputs
{
    /// <summary>
    /// How many of the last lines of a failed script's error output its failure message repeats, and so log and journal;
    /// 0 to 20. 0 for scripts that may print secrets. Default: 5.
    /// </summary>
    [Range(0, 20)]
    public int ErrorLines { get; init; } = 5;
}
