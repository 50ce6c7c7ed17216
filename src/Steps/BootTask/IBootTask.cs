namespace OpenLaunch.Steps.BootTask;

/// <summary>The scheduled task that starts openlaunch when Windows starts, as LocalSystem.</summary>
public interface IBootTask
{
    /// <summary>Reads the task.</summary>
    Task<BootTaskState> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Registers the task, overwriting an earlier registration, enabled or disabled.</summary>
    /// <param name="state">The wanted state; not <see cref="BootTaskState.Absent"/>.</param>
    Task RegisterAsync(BootTaskState state, CancellationToken cancellationToken);
}

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
