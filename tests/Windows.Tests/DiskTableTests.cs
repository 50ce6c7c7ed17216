using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Disks;
using OpenLaunch.Steps.Volumes;
using OpenLaunch.Steps.Volumes.Native;

namespace OpenLaunch.Windows.Tests;

/// <summary>What is handed to Windows to partition a disk, and what its answers mean; needs no Windows.</summary>
[SupportedOSPlatform("windows")]
public class DiskTableTests
{
    private const long MiB = 1L << 20;

    [Fact]
    public void A_GPT_gets_the_reserved_partition_and_the_volume()
    {
        var table = Table();
        var used = WindowsDiskPreparation.Fill(table, new(PartitionStyle.Gpt, 16 * MiB, 17 * MiB, 1000 * MiB), 512);
        var entries = WindowsDiskLayout.EntriesIn(table);
        Assert.Equal((48 + (2 * 144), 2u), (used, MemoryMarshal.Read<DRIVE_LAYOUT_INFORMATION_EX>(table).PartitionCount));
        Assert.Equal((MiB, 16 * MiB, PartitionKind.Reserved), (entries[0].StartingOffset, entries[0].PartitionLength, KindOf(entries[0])));
        Assert.Equal((17 * MiB, 1000 * MiB, PartitionKind.Data), (entries[1].StartingOffset, entries[1].PartitionLength, KindOf(entries[1])));
        Assert.NotEqual(entries[0].Gpt.PartitionId, entries[1].Gpt.PartitionId);
        Assert.All(new[] { entries[0], entries[1] }, entry => Assert.Equal(
            (DiskControlNative.PARTITION_STYLE_GPT, 1, 0ul), (entry.PartitionStyle, (int)entry.RewritePartition, entry.Gpt.Attributes)));
    }

    [Fact]
    public void A_master_boot_record_gets_all_four_entries_of_which_three_are_empty()
    {
        var table = Table();
        var used = WindowsDiskPreparation.Fill(table, new(PartitionStyle.Mbr, 0, MiB, 1000 * MiB), 512);
        var entries = WindowsDiskLayout.EntriesIn(table);
        Assert.Equal((48 + (4 * 144), 4u), (used, MemoryMarshal.Read<DRIVE_LAYOUT_INFORMATION_EX>(table).PartitionCount));
        Assert.Equal((MiB, 1000 * MiB, 2048u), (entries[0].StartingOffset, entries[0].PartitionLength, entries[0].Mbr.HiddenSectors));
        Assert.Equal([7, 0, 0, 0], entries[..4].ToArray().Select(entry => (int)entry.Mbr.PartitionType));
        Assert.All(entries[..4].ToArray(), entry => Assert.Equal(1, entry.RewritePartition));
    }

    [Theory]
    [InlineData("/dev/sdf", 0x1D0F, "/dev/sdf")]
    [InlineData("ephemeral0:sdb", 0x1D0F, "ephemeral0:sdb")]
    [InlineData("", 0x1D0F, null)]
    [InlineData("/dev/sdf", 0x8086, null)] // somebody else's vendor part says nothing
    public void The_name_of_the_attachment_is_in_the_vendors_part_of_Amazons_controllers(string name, int vendor, string? told)
    {
        var identify = new byte[4096];
        BitConverter.TryWriteBytes(identify, (ushort)vendor);
        System.Text.Encoding.ASCII.GetBytes(name.PadRight(32)).CopyTo(identify, 3072);
        Assert.Equal(told, RawDisk.AttachNameIn(identify));
    }

    private static PartitionKind KindOf(PARTITION_INFORMATION_EX entry) => PartitionTypes.KindOf(entry.Gpt.PartitionType);

    private static byte[] Table() => new byte[48 + (128 * 144)];
}
