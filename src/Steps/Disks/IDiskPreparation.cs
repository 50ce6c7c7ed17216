using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Disks;

/// <summary>
/// Makes a volume of an empty disk. Each act looks once more: it refuses a disk that is another one than the number meant when
/// the disks were listed, and what would destroy something.
/// </summary>
internal interface IDiskPreparation
{
    /// <summary>Brings a disk online and makes it writable.</summary>
    Task BringOnlineAsync(DataDisk disk, CancellationToken cancellationToken);

    /// <summary>
    /// Clears a disk without partitions: its first 18 and last 2 MiB become zero, where a volume begins and ends.
    /// </summary>
    Task WipeAsync(DataDisk disk, CancellationToken cancellationToken);

    /// <summary>Writes an empty partition table on a disk without one, which is zero at both ends.</summary>
    Task WriteTableAsync(DataDisk disk, PartitionStyle style, CancellationToken cancellationToken);

    /// <summary>Makes the partitions of a disk that has none.</summary>
    Task CreatePartitionsAsync(DataDisk disk, DiskGeometry geometry, CancellationToken cancellationToken);

    /// <summary>Makes a file system on a partition that has none, and is zero at both ends.</summary>
    Task FormatAsync(DataDisk disk, long start, VolumeFormat format, CancellationToken cancellationToken);
}

/// <summary>Letters and labels of volumes. A volume is known by its disk and where it starts.</summary>
internal interface IVolumeNames
{
    /// <summary>Gives a volume that has no letter one that is free.</summary>
    Task AssignLetterAsync(DataDisk disk, long start, char letter, CancellationToken cancellationToken);

    /// <summary>Takes a volume's letter away; its files stay.</summary>
    Task RemoveLetterAsync(DataDisk disk, long start, char letter, CancellationToken cancellationToken);

    Task SetLabelAsync(DataDisk disk, long start, string label, CancellationToken cancellationToken);
}

/// <summary>What Windows does by itself while a volume is formatted, and makes that slow or noisy.</summary>
internal interface IFormatSurroundings
{
    /// <summary>Whether file systems tell disks what is free (TRIM): a format does so for the whole volume.</summary>
    bool IsTrimOn { get; }

    /// <summary>Whether the service runs that asks people what to do with a new disk.</summary>
    Task<bool> IsDetectionRunningAsync(CancellationToken cancellationToken);

    Task SetTrimAsync(bool on, CancellationToken cancellationToken);

    Task SetDetectionAsync(bool running, CancellationToken cancellationToken);
}

/// <summary>A file system to make.</summary>
/// <param name="AllocationUnit">Bytes of a cluster; null: what Windows takes for the size.</param>
/// <param name="Label">The label; empty: none.</param>
internal sealed record VolumeFormat(VolumeFileSystem FileSystem, int? AllocationUnit, string Label)
{
    public string Name => FileSystem == VolumeFileSystem.Refs ? "ReFS" : "NTFS";
}

/// <summary>The file systems that a volume can be formatted with.</summary>
public enum VolumeFileSystem
{
    /// <summary>The file system of Windows.</summary>
    Ntfs,

    /// <summary>The Resilient File System.</summary>
    Refs,
}

/// <summary>Where the partitions of a new volume lie.</summary>
/// <param name="ReservedSize">The bytes of Microsoft's reserved partition, which a GPT begins with; 0: none.</param>
internal sealed record DiskGeometry(PartitionStyle Style, long ReservedSize, long Start, long Size)
{
    /// <summary>Where the first partition begins.</summary>
    public const long First = 1L << 20;

    public const long Reserved = 16L << 20; // Microsoft, "UEFI/GPT-based hard drive partitions": 16 MB

    /// <summary>Master boot records end here: sector numbers have 32 bits.</summary>
    public static long MbrLimit(int sectorSize) => sectorSize * (1L << 32);

    /// <summary>Lays out one volume over the whole disk; null when there is no room.</summary>
    public static DiskGeometry? Of(Disk disk, PartitionStyle style)
    {
        var reserved = style == PartitionStyle.Gpt ? Reserved : 0;
        var start = First + reserved;
        var end = VolumePlanner.UsableEnd(disk with { Style = style }) / VolumePlanner.Alignment * VolumePlanner.Alignment;
        return end - start >= First ? new(style, reserved, start, end - start) : null;
    }
}
