using System.Net;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Activation;

/// <summary>Tries the key management services from a simulated machine.</summary>
internal sealed class SimulatedKmsProbe(SimulatedMachine machine) : IKmsProbe
{
    public Task<bool> OpensAsync(IPEndPoint server, CancellationToken cancellationToken) =>
        Task.FromResult(new SimulatedNetwork(machine).CanReach(server.Address));
}
