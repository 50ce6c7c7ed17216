using CsCheck;
using OpenLaunch.Steps.SerialConsole;

namespace OpenLaunch.Windows.Tests;

public class SpcrTableTests
{
    [Theory]
    [InlineData(0x3F8, "COM1")]
    [InlineData(0x2F8, "COM2")]
    [InlineData(0x3E8, "COM3")]
    [InlineData(0x2E8, "COM4")]
    [InlineData(0x1234, null)]
    public void Names_the_traditional_port_at_its_address(int address, string? name)
    {
        var table = SpcrTable.Parse(Table(addressSpace: 1, address));
        Assert.Equal(name, table?.LegacyName);
        Assert.Null(table?.Pci);
    }

    [Fact]
    public void Takes_no_traditional_name_for_a_port_in_memory() =>
        Assert.Null(SpcrTable.Parse(Table(addressSpace: 0, 0x3F8))?.LegacyName);

    [Fact]
    public void Reads_the_place_of_a_PCI_port()
    {
        var bytes = Table(addressSpace: 0, 0x80000000);
        byte[] pci = [0x50, 0x82, 0x0F, 0x1D, 3, 5, 1];
        pci.CopyTo(bytes, 64);
        bytes[75] = 2;
        Assert.Equal(new PciLocation(0x1D0F, 0x8250, Segment: 2, Bus: 3, Slot: 5, Function: 1), SpcrTable.Parse(bytes)?.Pci);
    }

    [Fact]
    public void Knows_a_PCI_device_by_identifier_bus_and_address()
    {
        var location = new PciLocation(0x1D0F, 0x8250, Segment: 2, Bus: 3, Slot: 5, Function: 1);
        Assert.True(location.Matches(@"PCI\VEN_1D0F&DEV_8250&SUBSYS_00000000&REV_00", 0x203, 0x50001));
        Assert.False(location.Matches(@"PCI\VEN_1D0F&DEV_8250&SUBSYS_00000000&REV_00", 0x003, 0x50001));
        Assert.False(location.Matches(@"PCI\VEN_1D0F&DEV_8250&SUBSYS_00000000&REV_00", 0x203, 0x50000));
        Assert.False(location.Matches(@"PCI\VEN_8086&DEV_8250&SUBSYS_00000000&REV_00", 0x203, 0x50001));
    }

    [Fact]
    public void Takes_no_other_bytes_for_a_table() =>
        Gen.Byte.Array[0, 100].Where(bytes => !bytes.AsSpan().StartsWith("SPCR"u8))
            .Sample(bytes => SpcrTable.Parse(bytes) is null);

    [Fact]
    public void Takes_no_cut_table() =>
        Gen.Int[0, 75].Sample(length => SpcrTable.Parse(Table(1, 0x3F8).AsSpan(0, length)) is null);

    private static byte[] Table(byte addressSpace, long address)
    {
        var bytes = new byte[80];
        "SPCR"u8.CopyTo(bytes);
        bytes[4] = 80;
        bytes[40] = addressSpace;
        BitConverter.TryWriteBytes(bytes.AsSpan(44), address);
        bytes.AsSpan(64, 4).Fill(0xFF);
        return bytes;
    }
}
