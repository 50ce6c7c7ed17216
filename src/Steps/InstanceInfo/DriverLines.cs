namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>The console's lines about drivers. Each ends in a blank, as EC2Launch's do.</summary>
internal static class DriverLines
{
    private static readonly string[] NetworkVendors = ["Citrix Systems, Inc.", "Amazon Inc.", "Amazon Web Services, Inc."];

    public static IEnumerable<string> Compose(IReadOnlyList<InstalledDriver> drivers, RegistryFacts registry)
    {
        // One line a driver, however many devices it drives.
        var lines = NvmeLines(drivers).Distinct().ToList();
        if (registry.NitroEnclaves is { } enclaves)
            lines.Add(Line("AWS Nitro Enclaves Package", enclaves));
        if ((registry.PvDriver ?? PvStorage(drivers)) is { } paravirtual)
            lines.Add(Line("AWS PV Driver Package", paravirtual));
        lines.AddRange(drivers.Where(IsNetwork).Select(driver => Line(driver.DeviceName, driver.Version)).Distinct());
        lines.AddRange(drivers.Where(IsUtility).Select(driver => Line("EC2 Windows Utility Device", driver.Version)).Distinct());
        return lines;
    }

    private static IEnumerable<string> NvmeLines(IEnumerable<InstalledDriver> drivers)
    {
        foreach (var driver in drivers)
        {
            if (string.Equals(driver.InfName, "stornvme.inf", StringComparison.OrdinalIgnoreCase))
                yield return Line("Inbox NVMe Driver", driver.Version);
            else if (driver.DeviceName.StartsWith("AWS NVMe", StringComparison.OrdinalIgnoreCase) && IsController(driver))
                yield return Line("AWS NVMe Driver", driver.Version);
        }
    }

    /// <summary>The driver of the Xen block devices, xenvbd, of packages too old for a version in the registry.</summary>
    private static string? PvStorage(IEnumerable<InstalledDriver> drivers) => drivers
        .FirstOrDefault(driver => driver.DeviceName.StartsWith("AWS PV Storage", StringComparison.OrdinalIgnoreCase))?.Version;

    /// <summary>EC2Launch names it since v1 1.4.183 and v2 2.5.0.</summary>
    private static bool IsUtility(InstalledDriver driver) =>
        driver.DeviceName.StartsWith("EC2 Windows Utility", StringComparison.OrdinalIgnoreCase);

    private static bool IsController(InstalledDriver driver) => driver.DeviceClass is "SCSIADAPTER" or "HDC";

    private static bool IsNetwork(InstalledDriver driver) => driver.DeviceClass == "NET"
        && !driver.DeviceName.StartsWith("AWS PV", StringComparison.OrdinalIgnoreCase)
        && (driver.Manufacturer.StartsWith("Intel", StringComparison.OrdinalIgnoreCase)
            || NetworkVendors.Contains(driver.Manufacturer, StringComparer.OrdinalIgnoreCase));

    private static string Line(string name, string version) => $"Driver: {name} v{version} ";
}
