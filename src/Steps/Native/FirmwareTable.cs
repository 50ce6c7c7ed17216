using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Native;

/// <summary>Reads tables of the firmware: SMBIOS and ACPI.</summary>
[SupportedOSPlatform("windows")]
internal static partial class FirmwareTable
{
    [NativeConstant("'ACPI'", "windows.h")] private const uint Acpi = 0x41435049;
    [NativeConstant("'RSMB'", "windows.h")] private const uint RawSmbios = 0x52534D42;

    /// <summary>The raw SMBIOS data: a header of 8 bytes, then the structures. Null when the firmware has none.</summary>
    public static byte[]? ReadSmbios() => Read(RawSmbios, 0);

    /// <summary>An ACPI table, header included, or null when the firmware has none of this name.</summary>
    public static byte[]? ReadAcpi(string signature) =>
        Read(Acpi, MemoryMarshal.Read<uint>(System.Text.Encoding.ASCII.GetBytes(signature)));

    private static unsafe byte[]? Read(uint provider, uint table)
    {
        var size = GetSystemFirmwareTable(provider, table, null, 0);
        if (size == 0)
            return null;
        var bytes = new byte[size];
        fixed (byte* buffer = bytes)
            size = GetSystemFirmwareTable(provider, table, buffer, size);
        return size == 0 || size > bytes.Length ? null : bytes;
    }

    [LibraryImport("kernel32.dll", SetLastError = true)]
    private static unsafe partial uint GetSystemFirmwareTable(uint provider, uint table, byte* buffer, uint size);
}
