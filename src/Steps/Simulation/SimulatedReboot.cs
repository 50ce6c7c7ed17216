using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Simulation;

/// <summary>Restarts a simulated machine, at once.</summary>
/// <param name="machine">The machine.</param>
public sealed class SimulatedReboot(SimulatedMachine machine) : IReboot
{
    /// <inheritdoc/>
    public Task RequestAsync(string reason, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        machine.Happen(SimulatedStart.Restart);
        return Task.CompletedTask;
    }
}
