using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Microsoft.Win32;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.SerialConsole;

/// <summary>
/// Finds the serial port that EC2 shows as the console: the one that the firmware's SPCR table names (bare-metal instances
/// have a PCI one), else COM1. Virtual instances have no such table, so its absence is no fault.
/// </summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsConsolePortName
{
    private const string Default = "COM1";

    /// <summary>The port's name: <c>COM1</c>.</summary>
    public static string Find()
    {
        if (FirmwareTable.ReadAcpi("SPCR") is not { } bytes || SpcrTable.Parse(bytes) is not { } table)
            return Default;
        return table.LegacyName ?? (table.Pci is { } location ? TryFindPci(location) : null) ?? Default;
    }

    /// <summary>Asked before anything runs: what Windows does not tell of its devices must keep no boot from running.</summary>
    private static string? TryFindPci(PciLocation location)
    {
        try
        {
            return FindPci(location);
        }
        catch (WindowsException)
        {
            return null;
        }
    }

    private static string? FindPci(PciLocation location)
    {
        using var set = DeviceSet.OfBus("PCI");
        foreach (var device in set.Devices())
        {
            if (device.Text(DeviceSetNative.SPDRP_HARDWAREID) is { } hardwareId
                && device.Number(DeviceSetNative.SPDRP_BUSNUMBER) is { } bus
                && device.Number(DeviceSetNative.SPDRP_ADDRESS) is { } address
                && location.Matches(hardwareId, bus, address))
            {
                // The port is the device itself or, behind a multifunction driver, its first child.
                return PortNameOf(device.Node)
                    ?? (ConsolePortNameNative.CM_Get_Child(out var child, device.Node, 0) == ConsolePortNameNative.CR_SUCCESS
                        ? PortNameOf(child)
                        : null);
            }
        }

        return null;
    }

    private static unsafe string? PortNameOf(uint node)
    {
        var id = stackalloc char[ConsolePortNameNative.MAX_DEVICE_ID_LEN];
        if (ConsolePortNameNative.CM_Get_Device_IDW(node, id, ConsolePortNameNative.MAX_DEVICE_ID_LEN, 0)
            != ConsolePortNameNative.CR_SUCCESS)
        {
            return null;
        }

        using var key = Registry.LocalMachine.OpenSubKey($@"SYSTEM\CurrentControlSet\Enum\{new string(id)}\Device Parameters");
        return key?.GetValue("PortName") is string name && PortName().IsMatch(name) ? name.ToUpperInvariant() : null;
    }

    [GeneratedRegex(@"^COM[0-9]{1,3}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PortName();
}

internal static unsafe partial class ConsolePortNameNative
{
    [NativeConstant("cfgmgr32.h")] public const int CR_SUCCESS = 0;
    [NativeConstant("cfgmgr32.h")] public const int MAX_DEVICE_ID_LEN = 200;

    [LibraryImport("cfgmgr32.dll")]
    public static partial int CM_Get_Child(out uint child, uint node, uint flags);

    [LibraryImport("cfgmgr32.dll")]
    public static partial int CM_Get_Device_IDW(uint node, char* buffer, uint length, uint flags);
}
