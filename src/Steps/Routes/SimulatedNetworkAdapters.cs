using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Routes;

/// <summary>The adapters of a simulated machine.</summary>
internal sealed class SimulatedNetworkAdapters(SimulatedMachine machine, TimeProvider time) : INetworkAdapters
{
    public Task<IReadOnlyList<NetworkAdapter>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read<IReadOnlyList<NetworkAdapter>>(
            state => [.. state.Adapters.Select(adapter => adapter.ToAdapter())]));

    public Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken) =>
        machine.WaitForChangeAsync(bound, time, cancellationToken);
}
