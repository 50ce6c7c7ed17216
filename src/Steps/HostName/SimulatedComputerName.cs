using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.HostName;

/// <summary>The name of a simulated machine.</summary>
/// <param name="machine">The machine.</param>
public sealed class SimulatedComputerName(SimulatedMachine machine) : IComputerName
{
    /// <inheritdoc/>
    public string Current => machine.Read(state => state.ComputerName);

    /// <inheritdoc/>
    public string Pending => machine.Read(state => state.PendingComputerName ?? state.ComputerName);

    /// <inheritdoc/>
    public Task RenameAsync(string name, CancellationToken cancellationToken)
    {
        machine.Write("computer name", state => state.PendingComputerName = name == state.ComputerName ? null : name);
        return Task.CompletedTask;
    }
}
