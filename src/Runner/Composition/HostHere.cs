using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.HostIdentity;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Runner.Composition;

/// <summary>Tells which start of which machine this is, for a verb that opens no machine.</summary>
internal static class HostHere
{
    /// <summary>The simulated machine of the state folder where one is kept, else this one; null where neither tells.</summary>
    public static HostFacts? Read(string stateFolder, TimeProvider time)
    {
        HostFacts? facts = null;
        var problem = StepGuard.Try(
            () => facts = Identify(stateFolder, time) is { } host ? new(host.BootId, host.MachineId) : null);
        return problem is null ? facts : null;
    }

    private static IHostIdentity? Identify(string stateFolder, TimeProvider time)
    {
        var folder = new SimulatedMachineFolder(stateFolder);
        if (File.Exists(folder.MachinePath))
            return new SimulatedHostIdentity(new SimulatedMachine(folder.Open(file: null), new ChangeScope(), save: null));
        return OperatingSystem.IsWindows() ? new WindowsHostIdentity(time) : null;
    }
}
