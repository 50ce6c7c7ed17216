using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.UserData;

/// <summary>The inputs of <see cref="RunUserDataStep"/>.</summary>
public sealed record RunUserDataInputs
{
    /// <summary>
    /// How many of the last lines of a failed script's error output its failure message repeats, and so log and journal;
    /// 0 to 20. PowerShell quotes the line that failed, and every user may read log and journal. Default: 0.
    /// </summary>
    [Range(0, 20), Description("How many lines of a failed script's error output its message repeats; they may hold secrets")]
    public int ErrorLines { get; init; }

    /// <summary>
    /// The longest that one script or program may take before it and all that it started are ended, unless it states a
    /// <c>timeout</c> itself. Not for detached ones. Default: none but the step's own timeout.
    /// </summary>
    [Description("The longest time of one script or program that states no timeout; null: the step's own timeout")]
    public TimeSpan? ScriptTimeout { get; init; }

    /// <summary>
    /// Whether a task that failed runs again at the next run. Else one attempt that came to its end is all, whatever its end.
    /// Default: false.
    /// </summary>
    [Description("Whether a task that failed runs again at the next run; else one attempt is all")]
    public bool RetryFailed { get; init; }
}
