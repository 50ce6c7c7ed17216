using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Disks;

/// <summary>The two ends of a disk, or of a partition.</summary>
/// <param name="Head">From the first byte on: <see cref="ContentSignatures.HeadLength"/> bytes, or all there are.</param>
/// <param name="Tail">The last MiB.</param>
/// <param name="Size">Bytes in all.</param>
/// <param name="SectorSize">Bytes of a sector.</param>
internal sealed record DiskSample(ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Tail, long Size, int SectorSize)
{
    public const int EndLength = 1024 * 1024;

    public long TailStart => Size - Tail.Length;

    public bool IsZero => !Head.Span[..Math.Min(Head.Length, EndLength)].ContainsAnyExcept((byte)0)
        && !Tail.Span.ContainsAnyExcept((byte)0);
}

/// <summary>What a disk without partitions holds. Only a zero one is ever written to unasked.</summary>
/// <param name="State">Whether it may be written to.</param>
/// <param name="Name">What it holds, in words that follow <c>holds</c>: <c>ext4</c>; empty for a zero one.</param>
internal sealed record DiskContent(ContentState State, string Name)
{
    /// <summary>Nothing in the first and the last MiB, and no signature beyond.</summary>
    public static DiskContent Zero { get; } = new(ContentState.Zero, "");

    /// <summary>Its partitions say what it holds.</summary>
    public static DiskContent Partitions { get; } = new(ContentState.Partitions, "partitions");

    public static DiskContent Unreadable(string why) => new(ContentState.Data, $"what cannot be read ({why})");

    /// <summary>Tells what a disk holds that has no partitions as far as Windows knows.</summary>
    /// <param name="disk">The two ends of the disk.</param>
    /// <param name="style">The partition style that Windows sees.</param>
    public static DiskContent Of(DiskSample disk, PartitionStyle style)
    {
        if (ContentSignatures.Find(disk) is { } known)
            return new(ContentState.Data, known);
        if (disk.IsZero)
            return Zero;
        var table = PartitionTable.Of(disk);
        if (style != PartitionStyle.Raw)
            return new(table.IsEmpty ? ContentState.EmptyTable : ContentState.Data, "a partition table without partitions");
        return new(ContentState.Data, table.HasGpt ? "a torn GPT" : table.HasMbr ? "a boot sector" : "unknown data");
    }
}

/// <summary>Whether a disk holds something.</summary>
internal enum ContentState
{
    Data,
    Zero,

    /// <summary>A partition table with no entry, and nothing else.</summary>
    EmptyTable,

    Partitions,
}

/// <summary>What is to be seen of partition tables at the ends of a disk.</summary>
/// <param name="HasMbr">Whether the first sector is a boot sector.</param>
/// <param name="HasGpt">Whether either header of a GPT is there.</param>
/// <param name="IsEmpty">Whether there is a table, no entry in it, and nothing beside it.</param>
internal readonly record struct PartitionTable(bool HasMbr, bool HasGpt, bool IsEmpty)
{
    private const int EntriesAt = 446; // of a master boot record; four of 16 bytes
    private const byte Protective = 0xEE; // the type of the one entry that stands for a GPT

    public static PartitionTable Of(DiskSample disk)
    {
        var sector = disk.SectorSize;
        var head = disk.Head.Span;
        var tail = disk.Tail.Span;
        if (head.Length < 2 * sector || tail.Length < sector)
            return default;
        var hasMbr = head[510] == 0x55 && head[511] == 0xAA;
        // A disk that had sectors of another size keeps its header where that one put it.
        var primary = IsHeader(head, 512) ? 512 : IsHeader(head, 4096) ? 4096 : 0;
        var hasBackup = IsHeader(tail, tail.Length - sector);
        var hasGpt = primary > 0 || hasBackup;
        // What an empty table leaves: the first sector without entries, and of a GPT its two headers.
        var rest = head[(hasGpt ? 2 * sector : sector)..].ContainsAnyExcept((byte)0)
            || tail[..^(hasGpt ? sector : 0)].ContainsAnyExcept((byte)0);
        var isWhole = hasGpt ? primary == sector && hasBackup : hasMbr;
        return new(hasMbr, hasGpt, isWhole && !rest && !HasEntry(head));
    }

    private static bool IsHeader(ReadOnlySpan<byte> bytes, int offset) =>
        offset >= 0 && offset + 8 <= bytes.Length && bytes.Slice(offset, 8).SequenceEqual("EFI PART"u8);

    private static bool HasEntry(ReadOnlySpan<byte> head)
    {
        for (var entry = EntriesAt; entry < 510; entry += 16)
        {
            if (head[entry + 4] is not (0 or Protective))
                return true;
        }

        return false;
    }
}
