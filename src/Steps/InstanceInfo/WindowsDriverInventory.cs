using System.Runtime.Versioning;
using Microsoft.Win32;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>The drivers of this Windows: devices through SetupAPI, version and INF file from the driver's registry key.
/// Never through Win32_PnPSignedDriver, which takes 17 s on a boot.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsDriverInventory
{
    private const string ClassKey = @"SYSTEM\CurrentControlSet\Control\Class\";

    /// <summary>System-defined device set-up classes (Windows driver documentation).</summary>
    private static readonly (string Name, Guid Guid)[] Classes =
    [
        ("NET", new("4d36e972-e325-11ce-bfc1-08002be10318")),
        ("SCSIADAPTER", new("4d36e97b-e325-11ce-bfc1-08002be10318")),
        ("HDC", new("4d36e96a-e325-11ce-bfc1-08002be10318")),
        ("SYSTEM", new("4d36e97d-e325-11ce-bfc1-08002be10318")),
        ("DISKDRIVE", new("4d36e967-e325-11ce-bfc1-08002be10318")),
    ];

    public static IReadOnlyList<InstalledDriver> List(CancellationToken cancellationToken)
    {
        var drivers = new List<InstalledDriver>();
        foreach (var (name, guid) in Classes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var set = DeviceSet.OfClass(guid);
            drivers.AddRange(set.Devices().Select(device => Read(name, device)).OfType<InstalledDriver>());
        }

        return drivers;
    }

    private static InstalledDriver? Read(string className, DeviceSet.Device device)
    {
        // "{class}\0001": the driver's key below the classes. A device without one has no driver.
        if (device.Text(DeviceSetNative.SPDRP_DRIVER) is not { Length: > 0 } driver)
            return null;
        using var key = Registry.LocalMachine.OpenSubKey(ClassKey + driver);
        if (key is null)
            return null;
        return new(
            device.Text(DeviceSetNative.SPDRP_DEVICEDESC) ?? Value("DriverDesc"),
            className,
            device.Text(DeviceSetNative.SPDRP_MFG) ?? Value("ProviderName"),
            Value("DriverVersion"),
            Value("InfPath"));

        string Value(string name) => key.GetValue(name) as string ?? "";
    }
}
