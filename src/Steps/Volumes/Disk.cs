namespace OpenLaunch.Steps.Volumes;

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
/// <param name="VolumeSize">Bytes that the file system uses: less than <paramref name="Size"/> when an extension was cut short.</param>
public sealed record Partition(int Number, long Start, long Size, char? Letter, string? FileSystem, long VolumeSize);

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
