namespace OpenLaunch.Steps.Volumes;

/// <summary>A disk with its partitions.</summary>
/// <param name="Number">The disk's number; the root disk is not always 0.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Style">How the partition table is written.</param>
/// <param name="SectorSize">Bytes per logical sector: 512 or 4096.</param>
/// <param name="Partitions">The partitions, in no order.</param>
public sealed record Disk(int Number, long Size, PartitionStyle Style, int SectorSize, IReadOnlyList<Partition> Partitions);
