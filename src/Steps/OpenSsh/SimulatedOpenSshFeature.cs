using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.OpenSsh;

/// <summary>The feature of a simulated Windows: it brings the service, stopped and started by hand.</summary>
internal sealed class SimulatedOpenSshFeature(SimulatedMachine machine) : IOpenSshFeature
{
    public Task AddAsync(CancellationToken cancellationToken) => machine.WriteAsync("the feature OpenSSH.Server", state =>
        state.Services.Add(new() { Name = EnableOpenSshStep.Service, State = "stopped", StartType = "manual" }));
}
