using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.HostName;

/// <summary>The name of a simulated machine.</summary>
internal sealed class SimulatedComputerName(SimulatedMachine machine) : IComputerName
{
    public string Current => machine.Read(state => state.ComputerName);

    public string Pending => machine.Read(state => state.PendingComputerName ?? state.ComputerName);

    public bool IsInDomain => machine.Read(state => state.Windows is { Domain: not null } or { ProductType: "LanmanNT" });

    public Task RenameAsync(string name, CancellationToken cancellationToken)
    {
        machine.Write("computer name", state => state.PendingComputerName = name == state.ComputerName ? null : name);
        return Task.CompletedTask;
    }
}
