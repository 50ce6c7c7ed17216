using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.UserData;

/// <summary>The inputs of <see cref="RunUserDataStep"/>.</summary>
public sealed record RunUserDataInputs
{
    /// <summary>
    /// How many of the last lines of a failed script's error output its failure message repeats, and so log and journal;
    /// 0 to 20. 0 for scripts that may print secrets. Default: 5.
    /// </summary>
    [Range(0, 20), Description("How many lines of a failed script's error output its message repeats; 0: they may hold secrets")]
    public int ErrorLines { get; init; } = 5;

    /// <summary>
    /// The longest that one script or program may take before it and all that it started are ended, unless it states a
    /// <c>timeout</c> itself. Not for detached ones. Default: none but the step's own timeout.
    /// </summary>
    [Description("The longest time of one script or program that states no timeout; null: the step's own timeout")]
    public TimeSpan? ScriptTimeout { get; init; }
}
