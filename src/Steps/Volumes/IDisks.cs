namespace OpenLaunch.Steps.Volumes;

/// <summary>Reads disk layouts and extends volumes.</summary>
public interface IDisks
{
    /// <summary>The letter of the volume that Windows runs from, usually <c>C</c>.</summary>
    char SystemLetter { get; }

    /// <summary>All disks with partitions.</summary>
    Task<IReadOnlyList<Disk>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Makes a partition longer at its end; its file system stays as it is.</summary>
    /// <param name="disk">The disk's number.</param>
    /// <param name="partition">The partition's number.</param>
    /// <param name="size">The new size in bytes.</param>
    Task GrowPartitionAsync(int disk, int partition, long size, CancellationToken cancellationToken);

    /// <summary>Makes a file system as large as its partition.</summary>
    /// <param name="disk">The disk's number.</param>
    /// <param name="partition">The partition's number.</param>
    Task ExtendFileSystemAsync(int disk, int partition, CancellationToken cancellationToken);
}

/// <summary>A disk with its partitions.</summary>
/// <param name="Number">The disk's number; the root disk is not always 0.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Style">How the partition table is written.</param>
/// <param name="SectorSize">Bytes per logical sector: 512 or 4096.</param>
/// <param name="Partitions">The partitions, in no order.</param>
public sealed record Disk(int Number, long Size, PartitionStyle Style, int SectorSize, IReadOnlyList<Partition> Partitions);

/// <summary>A partition and the volume on it.</summary>
/// <param name="Number">The partition's number on its disk.</param>
/// <param name="Start">Bytes from the disk's first byte.</param>
/// <param name="Size">Bytes of the partition.</param>
/// <param name="Letter">The drive letter, if any.</param>
/// <param name="FileSystem">The file system's name, e.g. <c>NTFS</c>; null when there is none.</param>
/// <param name="VolumeSize">Bytes that the file system uses; fewer than the size after an extension cut short.</param>
public sealed record Partition(int Number, long Start, long Size, char? Letter, string? FileSystem, long VolumeSize)
{
    /// <summary>The volume's label; null when it has none or there is no file system.</summary>
    public string? Label { get; init; }

    /// <summary>What the partition table says that it is for.</summary>
    public PartitionKind Kind { get; init; }

    /// <summary>Whether it is meant to have no letter: it is mounted in a folder, or its partition says so.</summary>
    public bool NeedsNoLetter { get; init; }
}

/// <summary>What a partition is for.</summary>
public enum PartitionKind
{
    /// <summary>A volume of Windows.</summary>
    Data,

    /// <summary>The firmware starts the system from it.</summary>
    System,

    /// <summary>Kept free for Windows itself (Microsoft Reserved).</summary>
    Reserved,

    /// <summary>The recovery environment.</summary>
    Recovery,

    /// <summary>A part of a Storage Spaces pool.</summary>
    Pool,

    /// <summary>A part of a dynamic disk.</summary>
    Dynamic,

    /// <summary>Another system's.</summary>
    Foreign,
}

/// <summary>How a disk's partition table is written.</summary>
public enum PartitionStyle
{
    /// <summary>No partition table.</summary>
    Raw,

    /// <summary>Master boot record: sector numbers of 32 bits, so nothing beyond 2 TiB with 512-byte sectors.</summary>
    Mbr,

    /// <summary>GUID partition table; its last 33 sectors hold the backup table.</summary>
    Gpt,
}
