using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Windows.Tests;

public class FileSystemRoomTests
{
    private const long Partition = 30L << 30;

    [Theory]
    [InlineData(Partition - 4096, Partition)] // NTFS: its last cluster holds the copy of the boot sector
    [InlineData(Partition, Partition)]
    [InlineData(Partition - 8192, Partition - 8192)]
    [InlineData(20L << 30, 20L << 30)]
    [InlineData(0, 0)]
    public void Counts_a_file_system_that_fills_its_partition_as_all_of_it(long fileSystem, long expected) =>
        Assert.Equal(expected, FileSystemRoom.InPartition(Partition, fileSystem, clusterSize: 4096));
}
