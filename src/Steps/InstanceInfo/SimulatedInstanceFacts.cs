using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>What a simulated machine's file tells. Its time zone is UTC, which is that of Amazon's images.</summary>
internal sealed class SimulatedInstanceFacts(SimulatedMachine machine) : IInstanceFacts
{
    private const string UtcOfWindows = "Coordinated Universal Time";

    private readonly SimulatedRegistryReader registry = new(machine);

    public string Language => machine.Read(state => state.Windows.Language);

    /// <summary>UTC under the name that Windows gives it; .NET's own zone has other names on other systems.</summary>
    public TimeZoneInfo TimeZone { get; } =
        TimeZoneInfo.CreateCustomTimeZone("UTC", TimeSpan.Zero, UtcOfWindows, UtcOfWindows);

    public string? ReadValue(string key, string name) => registry.ReadValue(key, name);

    public IReadOnlyList<string> ReadValueNames(string key) => registry.ReadValueNames(key);

    public Task<IReadOnlyList<InstalledDriver>> ListDriversAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read<IReadOnlyList<InstalledDriver>>(state => [.. state.Drivers.Select(ToDriver)]));

    public Task<string?> ReadRemoteDesktopThumbprintAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read(state => state.RemoteDesktopThumbprint?.ToUpperInvariant()));

    public Task<string?> ReadVssVersionAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    private static InstalledDriver ToDriver(DriverState driver) => new(
        driver.DeviceName, driver.DeviceClass.ToUpperInvariant(), driver.Manufacturer, driver.Version, driver.InfName);
}
