using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Routes;

/// <summary>The adapters of a simulated machine.</summary>
/// <param name="machine">The machine.</param>
/// <param name="time">The clock.</param>
public sealed class SimulatedNetworkAdapters(SimulatedMachine machine, TimeProvider time) : INetworkAdapters
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<NetworkAdapter>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read<IReadOnlyList<NetworkAdapter>>(
            state => [.. state.Adapters.Select(adapter => adapter.ToAdapter())]));

    /// <inheritdoc/>
    public Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken) =>
        machine.WaitForChangeAsync(bound, time, cancellationToken);
}
