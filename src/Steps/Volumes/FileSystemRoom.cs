namespace OpenLaunch.Steps.Volumes;

/// <summary>Tells how much of its partition a file system takes.</summary>
internal static class FileSystemRoom
{
    /// <summary>
    /// The bytes that the file system takes. One that fills its partition is said to take all of it: NTFS counts whole
    /// clusters, and keeps the partition's last sector for the copy of its boot sector, so its own figure is always less.
    /// </summary>
    public static long InPartition(long partitionSize, long fileSystemSize, long clusterSize) =>
        fileSystemSize > 0 && partitionSize - fileSystemSize <= clusterSize ? partitionSize : fileSystemSize;
}
