using System.Text;
using OpenLaunch.Steps.Disks;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Tests.Disks;

/// <summary>The offsets here are those of each format's own documentation, written down a second time.</summary>
public class DiskContentTests
{
    private const int MiB = 1 << 20;
    private const long Size = (8L << 30) + 12_288; // no multiple of 64 KiB: what lies at the end is aligned down

    public static TheoryData<string, long, byte[]> Signatures => new()
    {
        { "XFS", 0, Ascii("XFSB") },
        { "btrfs", 0x10040, Ascii("_BHRfS_M") },
        { "LVM", 0x218 - 0x18, Ascii("LABELONE") },
        { "LVM", 0, Ascii("LABELONE") },
        { "LUKS", 0, [.. Ascii("LUKS"), 0xBA, 0xBE, 0, 1] },
        { "LUKS", 0x4000, [.. Ascii("SKUL"), 0xBA, 0xBE, 0, 2] },
        { "Linux RAID (md)", 0, [0xFC, 0x4E, 0x2B, 0xA9] },
        { "Linux RAID (md)", 0x1000, [0xFC, 0x4E, 0x2B, 0xA9] },
        { "Linux RAID (md)", (Size & ~0xFFFFL) - 0x10000, [0xFC, 0x4E, 0x2B, 0xA9] },
        { "Linux RAID (md)", ((Size >> 9) - 16 & ~7L) << 9, [0xFC, 0x4E, 0x2B, 0xA9] },
        { "ZFS", 0x20000, [0x0C, 0xB1, 0xBA, 0, 0, 0, 0, 0] },
        { "ZFS", 0x20000 + (37 * 1024), [0, 0, 0, 0, 0, 0xBA, 0xB1, 0x0C] },
        { "ZFS", 0x40000 + 0x20000, [0x0C, 0xB1, 0xBA, 0, 0, 0, 0, 0] },
        { "ZFS", (Size & ~0x3FFFFL) - 0x80000 + 0x20000, [0x0C, 0xB1, 0xBA, 0, 0, 0, 0, 0] },
        { "ZFS", (Size & ~0x3FFFFL) - 0x40000 + 0x20000, [0x0C, 0xB1, 0xBA, 0, 0, 0, 0, 0] },
        { "Linux swap", 0xFF6, Ascii("SWAPSPACE2") },
        { "Linux swap", 0xFFF6, Ascii("SWAPSPACE2") },
        { "Oracle ASM", 0x20, Ascii("ORCLDISKVOL1") },
        { "BitLocker", 3, Ascii("-FVE-FS-") },
        { "NTFS", 3, Ascii("NTFS    ") },
        { "exFAT", 3, Ascii("EXFAT   ") },
        { "ReFS", 3, [.. Ascii("ReFS"), 0, 0, 0, 0] },
        { "FAT32", 0x52, Ascii("FAT32   ") },
        { "FAT", 0x36, Ascii("FAT16   ") },
        { "VMFS", 0x100000, [0x0D, 0xD0, 0x01, 0xC0] },
        { "a dynamic disk", 0xC00, Ascii("PRIVHEAD") },
        { "a torn GPT", 512, Ascii("EFI PART") },
        { "a torn GPT", Size - 512, Ascii("EFI PART") },
        { "a torn GPT", 4096, Ascii("EFI PART") },
        { "a boot sector", 510, [0x55, 0xAA] },
        { "unknown data", 300_000, [1] },
        { "unknown data", MiB - 1, [1] },
        { "unknown data", Size - MiB, [1] },
        { "unknown data", Size - 1, [1] },
    };

    [Theory]
    [MemberData(nameof(Signatures))]
    public void Tells_what_a_disk_without_partitions_holds(string name, long offset, byte[] bytes)
    {
        var content = DiskContent.Of(Sample((offset, bytes)), PartitionStyle.Raw);
        Assert.Equal((ContentState.Data, name), (content.State, content.Name));
    }

    [Theory]
    [InlineData("ext2", 0u, 0u)]
    [InlineData("ext3", 0x4u, 0u)]
    [InlineData("ext4", 0x4u, 0x42u)]
    [InlineData("ext4", 0u, 0x2C2u)]
    public void Tells_the_versions_of_ext_apart(string name, uint compatible, uint incompatible) => Assert.Equal(name, DiskContent.Of(
        Sample((0x438, [0x53, 0xEF]), (0x45C, BitConverter.GetBytes(compatible)), (0x460, BitConverter.GetBytes(incompatible))),
        PartitionStyle.Raw).Name);

    [Fact]
    public void A_disk_that_is_zero_at_both_ends_is_zero() =>
        Assert.Equal(DiskContent.Zero, DiskContent.Of(Sample(), PartitionStyle.Raw));

    [Theory]
    [InlineData(PartitionStyle.Gpt, true)]
    [InlineData(PartitionStyle.Mbr, false)]
    public void A_table_without_partitions_is_empty_when_nothing_else_is_there(PartitionStyle style, bool isGpt)
    {
        (long, byte[])[] table = isGpt
            ? [(510, [0x55, 0xAA]), (450, [0xEE]), (512, Ascii("EFI PART")), (Size - 512, Ascii("EFI PART"))]
            : [(440, [1, 2, 3, 4]), (510, [0x55, 0xAA])];
        Assert.Equal(ContentState.EmptyTable, DiskContent.Of(Sample(table), style).State);
        Assert.Equal(ContentState.Data, DiskContent.Of(Sample([.. table, (600_000, [1])]), style).State);
        Assert.Equal(ContentState.Data, DiskContent.Of(Sample([.. table, (Size - 1000, [1])]), style).State);
        if (!isGpt)
            Assert.Equal(ContentState.Data, DiskContent.Of(Sample([.. table, (450, [0x83])]), style).State);
    }

    [Fact]
    public void What_a_simulated_disk_holds_is_read_back_by_its_name()
    {
        string[] names = ["ext2", "ext3", "ext4", "XFS", "btrfs", "LVM", "LUKS", "Linux RAID (md)", "ZFS", "Linux swap", "Oracle ASM",
            "BitLocker", "NTFS", "ReFS", "exFAT", "FAT32", "VMFS"];
        Assert.All(names, name =>
        {
            var disk = new Steps.Simulation.DiskState { Number = 1, Size = "8GiB", Style = "raw", Content = name };
            var (head, tail) = (new byte[ContentSignatures.HeadLength], new byte[MiB]);
            SimulatedContent.Read(disk, 0, head);
            SimulatedContent.Read(disk, (8L << 30) - MiB, tail);
            var sample = new DiskSample(head, tail, 8L << 30, 512);
            Assert.Equal(name, DiskContent.Of(sample, PartitionStyle.Raw).Name);
        });
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static DiskSample Sample(params (long Offset, byte[] Bytes)[] parts)
    {
        var (head, tail) = (new byte[ContentSignatures.HeadLength], new byte[MiB]);
        foreach (var (offset, bytes) in parts)
        {
            var (end, at) = offset < head.Length ? (head, offset) : (tail, offset - (Size - MiB));
            bytes.CopyTo(end, at);
        }

        return new(head, tail, Size, 512);
    }
}
