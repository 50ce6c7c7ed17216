using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>The drivers that a simulated machine's file lists.</summary>
internal sealed class SimulatedDriverInventory(SimulatedMachine machine) : IDriverInventory
{
    public Task<IReadOnlyList<InstalledDriver>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read<IReadOnlyList<InstalledDriver>>(state => [.. state.Drivers.Select(ToDriver)]));

    private static InstalledDriver ToDriver(DriverState driver) => new(
        driver.DeviceName, driver.DeviceClass.ToUpperInvariant(), driver.Manufacturer, driver.Version, driver.InfName);
}
