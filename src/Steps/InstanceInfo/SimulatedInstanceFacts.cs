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

/// <summary>The registry of a simulated machine: what its file states, and what Windows itself would have there.</summary>
internal sealed class SimulatedRegistryReader(SimulatedMachine machine)
{
    private const string Hive = @"HKLM\";
    private const string Product = @"SYSTEM\CurrentControlSet\Control\ProductOptions";
    private const string Windows = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";

    public string? ReadValue(string key, string name) => machine.Read(state =>
    {
        var stated = Values(state, key).Where(value => Same(value.Key, name)).Select(value => value.Value).FirstOrDefault();
        if (stated is null && Same(key, Product) && Same(name, "ProductType"))
            return state.Windows.ProductType;
        return stated ?? (Same(key, Windows) ? OfWindows(state.Windows, name) : null);
    });

    public IReadOnlyList<string> ReadValueNames(string key) =>
        machine.Read<IReadOnlyList<string>>(state => [.. Values(state, key).Select(value => value.Key)]);

    private static IEnumerable<KeyValuePair<string, string>> Values(MachineState state, string key) =>
        state.Registry.Where(entry => Same(entry.Key, Hive + key)).SelectMany(entry => entry.Value);

    private static string? OfWindows(WindowsState windows, string name)
    {
        var build = windows.Build.Split('.')[0];
        return name.ToUpperInvariant() switch
        {
            "PRODUCTNAME" => windows.ProductName,
            "CURRENTMAJORVERSIONNUMBER" => "10",
            "CURRENTMINORVERSIONNUMBER" => "0",
            "CURRENTVERSION" => "6.3",
            "CURRENTBUILD" or "CURRENTBUILDNUMBER" => build,
            "UBR" => windows.Build.Contains('.', StringComparison.Ordinal) ? windows.Build.Split('.')[1] : null,
            "BUILDLABEX" => $"{windows.Build}.amd64fre.simulated",
            "INSTALLATIONTYPE" => ToInstallationType(windows.InstallOption),
            "RELEASEID" => ToRelease(build),
            _ => null,
        };
    }

    private static string ToInstallationType(string installOption) => installOption switch
    {
        "Server Core" => "Server Core",
        "Nano" => "Nano Server",
        _ => "Server",
    };

    /// <summary>The value stopped at 2009; later releases are told apart by DisplayVersion alone.</summary>
    private static string? ToRelease(string build) => build switch
    {
        "14393" => "1607",
        "17763" => "1809",
        "20348" or "26100" => "2009",
        _ => null,
    };

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
