using System.ComponentModel;

namespace OpenLaunch.Steps.BootTask;

/// <summary>The inputs of <see cref="RegisterBootTaskStep"/>.</summary>
public sealed record RegisterBootTaskInputs
{
    [Description("How the task is left; disabled: until openlaunch schedule enables it")]
    public RegisteredState State { get; init; } = RegisteredState.Disabled;
}

/// <summary>The states in which the boot task can be registered.</summary>
public enum RegisteredState
{
    /// <summary>Registered; Windows does not start it.</summary>
    Disabled,

    /// <summary>Registered; Windows starts it at each start.</summary>
    Enabled,
}
