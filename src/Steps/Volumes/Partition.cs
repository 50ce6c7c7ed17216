namespace OpenLaunch.Steps.Volumes;

/// <summary>A partition and the volume on it.</summary>
/// <param name="Number">The partition's number on its disk.</param>
/// <param name="Start">Bytes from the disk's first byte.</param>
/// <param name="Size">Bytes of the partition.</param>
/// <param name="Letter">The drive letter, if any.</param>
/// <param name="FileSystem">The file system's name, e.g. <c>NTFS</c>; null when there is none.</param>
/// <param name="VolumeSize">Bytes that the file system uses: less than <paramref name="Size"/> when an extension was cut short.</param>
public sealed record Partition(int Number, long Start, long Size, char? Letter, string? FileSystem, long VolumeSize);
