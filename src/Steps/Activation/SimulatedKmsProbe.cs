using System.Net;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Activation;

/// <summary>Tries the key management services from a simulated machine.</summary>
/// <param name="machine">The machine.</param>
public sealed class SimulatedKmsProbe(SimulatedMachine machine) : IKmsProbe
{
    /// <inheritdoc/>
    public Task<bool> OpensAsync(IPEndPoint server, CancellationToken cancellationToken) =>
        Task.FromResult(new SimulatedNetwork(machine).CanReach(server.Address));
}
