namespace OpenLaunch.Steps.Volumes;

/// <summary>Tells how much of its partition a file system takes.</summary>
public static class FileSystemRoom
{
    /// <summary>
    /// The bytes that the file system takes. One that fills its partition is said to take all of it: NTFS counts whole
    /// clusters, and keeps the partition's last sector for the copy of its boot sector, so its own figure is always less.
    /// </summary>
    /// <param name="partitionSize">Bytes of the partition.</param>
    /// <param name="fileSystemSize">Bytes that the file system says it has; 0 for none.</param>
    /// <param name="clusterSize">Bytes of its clusters.</param>
    public static long InPartition(long partitionSize, long fileSystemSize, long clusterSize) =>
        fileSystemSize > 0 && partitionSize - fileSystemSize <= clusterSize ? partitionSize : fileSystemSize;
}
