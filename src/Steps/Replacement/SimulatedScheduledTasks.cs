using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Replacement;

/// <summary>The scheduled tasks of a simulated machine.</summary>
internal sealed class SimulatedScheduledTasks(SimulatedMachine machine) : IScheduledTasks
{
    public Task<bool?> IsEnabledAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read(state => Find(state, name)?.Enabled));

    /// <exception cref="MachineException">There is no such task.</exception>
    public Task SetEnabledAsync(string name, bool enabled, CancellationToken cancellationToken)
    {
        machine.Write($"scheduled task {name}", state => (Find(state, name)
            ?? throw new MachineException($"There is no scheduled task {name} (0x80070002).")).Enabled = enabled);
        return Task.CompletedTask;
    }

    private static ScheduledTaskState? Find(MachineState state, string name) =>
        state.ScheduledTasks.Find(task => task.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
