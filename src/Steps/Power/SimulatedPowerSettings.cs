using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Power;

/// <summary>Those of a simulated Windows.</summary>
internal sealed class SimulatedPowerSettings(SimulatedMachine machine) : IPowerSettings
{
    private const string Key = @"HKLM\SYSTEM\CurrentControlSet\Control\Power";

    public Task<PowerValue?> ReadAsync(PowerSetting setting, CancellationToken cancellationToken) =>
        Task.FromResult<PowerValue?>(machine.Read(state => setting == PowerSetting.MonitorIdle
            ? new PowerValue(state.Windows.MonitorIdleSeconds, state.Windows.MonitorIdleSeconds)
            : new PowerValue(state.Windows.SleepButton, state.Windows.SleepButton)));

    public Task WriteAsync(PowerSetting setting, int value, CancellationToken cancellationToken) =>
        machine.WriteAsync($"power setting {setting}", state =>
        {
            if (setting == PowerSetting.MonitorIdle)
                state.Windows.MonitorIdleSeconds = value;
            else
                state.Windows.SleepButton = value;
        });

    public Task EnableHibernationAsync(CancellationToken cancellationToken)
    {
        if (machine.Read(state => state.Windows.HibernationFault) is { } fault)
            throw new MachineException(fault);
        return machine.WriteAsync("hibernation", state =>
            state.Registry[Key] = new() { ["HibernateEnabled"] = "1", ["HiberFileSizePercent"] = "100" });
    }
}
