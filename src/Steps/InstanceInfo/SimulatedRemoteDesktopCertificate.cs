using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>The Remote Desktop certificate that a simulated machine's file states.</summary>
internal sealed class SimulatedRemoteDesktopCertificate(SimulatedMachine machine) : IRemoteDesktopCertificate
{
    public Task<string?> ReadThumbprintAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read(state => state.RemoteDesktopThumbprint?.ToUpperInvariant()));
}
