namespace OpenLaunch.Steps.Power;

/// <summary>The power settings of Windows: those of its active plan, and hibernation.</summary>
public interface IPowerSettings
{
    /// <summary>Reads a setting; null: this Windows has none of that name.</summary>
    Task<PowerValue?> ReadAsync(PowerSetting setting, CancellationToken cancellationToken);

    /// <summary>Sets one for mains and battery alike.</summary>
    Task WriteAsync(PowerSetting setting, int value, CancellationToken cancellationToken);

    /// <summary>Lets Windows hibernate, with a file that holds all memory.</summary>
    /// <exception cref="Core.Engine.MachineException">Windows refuses: the machine cannot, or the disk is too small.</exception>
    Task EnableHibernationAsync(CancellationToken cancellationToken);
}

/// <summary>A setting that steps make.</summary>
public enum PowerSetting
{
    /// <summary>After how many seconds the monitor is turned off; 0: never.</summary>
    MonitorIdle,

    /// <summary>What the sleep button does; 2: it hibernates.</summary>
    SleepButton,
}

/// <summary>The value of a setting.</summary>
/// <param name="Mains">The one on mains power.</param>
/// <param name="Battery">The one on battery.</param>
public sealed record PowerValue(int Mains, int Battery);
