using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.BootTask;

/// <summary>The boot task of a simulated machine.</summary>
internal sealed class SimulatedBootTask(SimulatedMachine machine) : IBootTask
{
    public Task<BootTaskState> ReadAsync(CancellationToken cancellationToken)
    {
        var word = machine.Read(state => state.BootTask);
        return Task.FromResult(Enum.TryParse<BootTaskState>(word, ignoreCase: true, out var known)
            ? known
            : throw new MachineException($"'{word}' is not a state of the boot task: expected absent, disabled or enabled."));
    }

    public Task RegisterAsync(BootTaskState state, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(state, BootTaskState.Absent);
        machine.Write("boot task", machine => machine.BootTask = state == BootTaskState.Enabled ? "enabled" : "disabled");
        return Task.CompletedTask;
    }
}
