using System.Buffers.Binary;

namespace OpenLaunch.Steps.SerialConsole;

/// <summary>Where the firmware says that the console's serial port is.</summary>
internal sealed record SpcrTable(byte AddressSpace, ulong BaseAddress, PciLocation? Pci)
{
    private const int SmallestLength = 76; // up to and including the PCI segment
    private const ushort NotPci = 0xFFFF;
    private const byte InputOutputSpace = 1;

    /// <summary>Reads the ACPI table SPCR (Serial Port Console Redirection Table, by Microsoft).</summary>
    public static SpcrTable? Parse(ReadOnlySpan<byte> table)
    {
        if (table.Length < SmallestLength || !table.StartsWith("SPCR"u8)
            || BinaryPrimitives.ReadUInt32LittleEndian(table[4..]) < SmallestLength)
        {
            return null;
        }

        var device = BinaryPrimitives.ReadUInt16LittleEndian(table[64..]);
        var vendor = BinaryPrimitives.ReadUInt16LittleEndian(table[66..]);
        return new(
            table[40],
            BinaryPrimitives.ReadUInt64LittleEndian(table[44..]),
            device == NotPci || vendor == NotPci ? null : new(vendor, device, table[75], table[68], table[69], table[70]));
    }

    /// <summary>The name of a port at one of the PC's four traditional addresses, or null.</summary>
    public string? LegacyName => (AddressSpace, BaseAddress) switch
    {
        (InputOutputSpace, 0x3F8) => "COM1",
        (InputOutputSpace, 0x2F8) => "COM2",
        (InputOutputSpace, 0x3E8) => "COM3",
        (InputOutputSpace, 0x2E8) => "COM4",
        _ => null,
    };
}

/// <summary>A PCI device and its place.</summary>
internal sealed record PciLocation(ushort Vendor, ushort Device, byte Segment, byte Bus, byte Slot, byte Function)
{
    /// <summary>Whether Windows describes this device so.</summary>
    public bool Matches(string hardwareId, uint busNumber, uint address) =>
        hardwareId.StartsWith($@"PCI\VEN_{Vendor:X4}&DEV_{Device:X4}", StringComparison.OrdinalIgnoreCase)
        && busNumber == ((uint)Segment << 8 | Bus)
        && address == ((uint)Slot << 16 | Function);
}
