namespace OpenLaunch.Core.Engine;

/// <summary>What a failed step means for the rest of the plan.</summary>
public enum ErrorPolicy
{
    /// <summary>Later entries run all the same; the run's outcome is failed.</summary>
    Continue,

    /// <summary>Later entries are skipped.</summary>
    Stop,
}
