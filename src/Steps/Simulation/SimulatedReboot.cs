using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Simulation;

/// <summary>Restarts a simulated machine, at once.</summary>
internal sealed class SimulatedReboot(SimulatedMachine machine) : IReboot
{
    public Task RequestAsync(string reason, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        machine.Happen(SimulatedStart.Restart);
        return Task.CompletedTask;
    }
}
