using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.UserData;

/// <summary>The inputs of <see cref="RunUserDataStep"/>.</summary>
public sealed record RunUserDataInputs
{
    // PowerShell quotes the line that failed, and every user may read log and journal.
    [Range(0, 20), Description("How many lines of a failed script's error output its message repeats; they may hold secrets")]
    public int ErrorLines { get; init; }

    [Description("The longest time of one script or program that states no timeout; null: the step's own timeout")]
    public TimeSpan? ScriptTimeout { get; init; }

    [Description("Whether a task that failed runs again at the next run; else one attempt is all")]
    public bool RetryFailed { get; init; }
}
