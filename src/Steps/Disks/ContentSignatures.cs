using System.Buffers.Binary;

namespace OpenLaunch.Steps.Disks;

/// <summary>
/// What file systems, volume managers and databases leave at a fixed place of a disk, each by its own documentation. The order
/// is that of precedence: what wraps another comes first.
/// </summary>
internal static class ContentSignatures
{
    private const int KiB = 1024;
    private const int MiB = 1024 * 1024;

    private static readonly (string Name, int Offset, byte[] Bytes)[] AtHead =
    [
        ("BitLocker", 3, [.. "-FVE-FS-"u8]),
        ("LUKS", 0, [.. "LUKS"u8, 0xBA, 0xBE]),
        ("LUKS", 16 * KiB, [.. "SKUL"u8, 0xBA, 0xBE]), // the second header of LUKS 2, at one of several places
        ("LUKS", 32 * KiB, [.. "SKUL"u8, 0xBA, 0xBE]),
        ("LUKS", 64 * KiB, [.. "SKUL"u8, 0xBA, 0xBE]),
        ("LVM", 512, [.. "LABELONE"u8]), // in any of the first four sectors
        ("LVM", 0, [.. "LABELONE"u8]),
        ("LVM", 1024, [.. "LABELONE"u8]),
        ("LVM", 1536, [.. "LABELONE"u8]),
        ("Linux RAID (md)", 0, [0xFC, 0x4E, 0x2B, 0xA9]), // version 1.1
        ("Linux RAID (md)", 4 * KiB, [0xFC, 0x4E, 0x2B, 0xA9]), // version 1.2
        ("Oracle ASM", 32, [.. "ORCLDISK"u8]),
        ("Oracle ASM", 32, [.. "ORCLCLRD"u8]), // cleared, but still ASM's
        ("XFS", 0, [.. "XFSB"u8]),
        ("btrfs", 64 * KiB + 64, [.. "_BHRfS_M"u8]),
        ("Linux swap", 4 * KiB - 10, [.. "SWAPSPACE2"u8]), // at the end of the first page, of whatever size
        ("Linux swap", 8 * KiB - 10, [.. "SWAPSPACE2"u8]),
        ("Linux swap", 16 * KiB - 10, [.. "SWAPSPACE2"u8]),
        ("Linux swap", 64 * KiB - 10, [.. "SWAPSPACE2"u8]),
        ("Linux swap", 4 * KiB - 10, [.. "SWAP-SPACE"u8]),
        ("Linux swap (suspended)", 4 * KiB - 10, [.. "S1SUSPEND"u8]),
        ("bcache", 4 * KiB + 24, [0xC6, 0x85, 0x73, 0xF6, 0x4E, 0x1A, 0x45, 0xCA]),
        ("f2fs", KiB, [0x10, 0x20, 0xF5, 0xF2]),
        ("OCFS2", 2 * KiB, [.. "OCFSV2"u8]),
        ("GFS2", 64 * KiB, [0x01, 0x16, 0x19, 0x70]),
        ("Ceph BlueStore", 0, [.. "bluestore block device"u8]),
        ("APFS", 32, [.. "NXSB"u8]),
        ("HFS+", KiB, [.. "H+"u8, 0x00, 0x04]),
        ("VMFS", MiB, [0x0D, 0xD0, 0x01, 0xC0]),
        ("a dynamic disk", 3 * KiB, [.. "PRIVHEAD"u8]),
        ("ISO 9660", 32 * KiB + 1, [.. "CD001"u8]),
        ("NTFS", 3, [.. "NTFS    "u8]),
        ("ReFS", 3, [.. "ReFS"u8, 0, 0, 0, 0]),
        ("exFAT", 3, [.. "EXFAT   "u8]),
        ("FAT32", 82, [.. "FAT32   "u8]),
        ("FAT", 54, [.. "FAT16   "u8]),
        ("FAT", 54, [.. "FAT12   "u8]),
        ("FAT", 54, [.. "FAT     "u8]),
    ];

    /// <summary>How many bytes from the disk's first one hold all signatures.</summary>
    public const int HeadLength = MiB + 4 * KiB;

    /// <summary>The name of what the disk holds, or null when nothing is known of it.</summary>
    public static string? Find(DiskSample disk)
    {
        var known = AtHead.FirstOrDefault(signature => Has(disk.Head.Span, signature.Offset, signature.Bytes)).Name;
        return known ?? Ext(disk.Head.Span) ?? Zfs(disk) ?? Md(disk);
    }

    /// <summary>Where a content has its signature, by its name; null when the name is not known.</summary>
    public static (int Offset, byte[] Bytes)? Of(string name) => name switch
    {
        "ext2" or "ext3" or "ext4" => (KiB + 56, [0x53, 0xEF]),
        "ZFS" => (128 * KiB, [0x0C, 0xB1, 0xBA, 0, 0, 0, 0, 0]),
        _ => AtHead.Where(signature => signature.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(signature => ((int, byte[])?)(signature.Offset, signature.Bytes)).FirstOrDefault(),
    };

    /// <summary>The superblock is at 1,024; what it uses tells the versions apart (Linux, "ext4 super block").</summary>
    private static string? Ext(ReadOnlySpan<byte> head)
    {
        if (!Has(head, KiB + 56, [0x53, 0xEF]))
            return null;
        var hasJournal = (head[KiB + 92] & 0x4) != 0;
        var incompatible = BinaryPrimitives.ReadUInt32LittleEndian(head[(KiB + 96)..]);
        return (incompatible & 0x2C0) != 0 ? "ext4" : hasJournal ? "ext3" : "ext2"; // extents, 64bit, flex_bg
    }

    /// <summary>Four labels of 256 KiB, two at each end; the second half of each holds uberblocks, every 1 KiB at most.</summary>
    private static string? Zfs(DiskSample disk)
    {
        const int label = 256 * KiB;
        var second = disk.Size / label * label - (2 * label) - disk.TailStart;
        ReadOnlySpan<int> starts = [0, label, (int)second, (int)second + label];
        for (var i = 0; i < starts.Length; i++)
        {
            var bytes = (i < 2 ? disk.Head : disk.Tail).Span;
            for (var offset = starts[i] + (label / 2); offset < starts[i] + label; offset += KiB)
            {
                if (Has(bytes, offset, [0x0C, 0xB1, 0xBA, 0, 0, 0, 0, 0])
                    || Has(bytes, offset, [0, 0, 0, 0, 0, 0xBA, 0xB1, 0x0C]))
                {
                    return "ZFS";
                }
            }
        }

        return null;
    }

    /// <summary>Versions 0.90 and 1.0 are at the end (kernel documentation, "RAID superblock formats").</summary>
    private static string? Md(DiskSample disk)
    {
        var old = disk.Size / (64 * KiB) * (64 * KiB) - (64 * KiB) - disk.TailStart;
        var one = (disk.Size / 512 - 16) / 8 * 8 * 512 - disk.TailStart;
        return Has(disk.Tail.Span, old, [0xFC, 0x4E, 0x2B, 0xA9]) || Has(disk.Tail.Span, old, [0xA9, 0x2B, 0x4E, 0xFC])
            || Has(disk.Tail.Span, one, [0xFC, 0x4E, 0x2B, 0xA9])
            ? "Linux RAID (md)"
            : null;
    }

    private static bool Has(ReadOnlySpan<byte> bytes, long offset, ReadOnlySpan<byte> signature) =>
        offset >= 0 && offset + signature.Length <= bytes.Length
        && bytes.Slice((int)offset, signature.Length).SequenceEqual(signature);
}
