namespace OpenLaunch.Steps.Replacement;

/// <summary>Scheduled tasks of others, in the root folder of the task scheduler.</summary>
public interface IScheduledTasks
{
    /// <summary>Whether a task is enabled, or null when there is none of this name.</summary>
    /// <param name="name">The task's name.</param>
    Task<bool?> IsEnabledAsync(string name, CancellationToken cancellationToken);

    /// <summary>Enables or disables a task and leaves the rest of it as it is.</summary>
    /// <param name="name">The task's name.</param>
    /// <param name="enabled">Whether Windows starts it.</param>
    Task SetEnabledAsync(string name, bool enabled, CancellationToken cancellationToken);
}
