using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Simulation;

/// <summary>Restarts a simulated machine: at once, and without ending this process.</summary>
/// <param name="machine">The machine.</param>
public sealed class SimulatedReboot(SimulatedMachine machine) : IReboot
{
    /// <inheritdoc/>
    public Task RequestAsync(string reason, CancellationToken cancellationToken)
    {
        machine.Happen(MachineStart.Restart);
        return Task.CompletedTask;
    }
}
