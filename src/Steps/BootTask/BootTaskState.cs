namespace OpenLaunch.Steps.BootTask;

/// <summary>How the boot task stands.</summary>
public enum BootTaskState
{
    /// <summary>Not registered.</summary>
    Absent,

    /// <summary>Registered; Windows does not start it.</summary>
    Disabled,

    /// <summary>Registered; Windows starts it at the next start.</summary>
    Enabled,
}
