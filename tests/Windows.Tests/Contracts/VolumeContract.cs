using System.Runtime.Versioning;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Windows.Tests.Contracts;

/// <summary>What the disks of a Windows do, real or double.</summary>
[SupportedOSPlatform("windows")]
public abstract class VolumeContract
{
    private const long Mebibyte = 1 << 20;

    [Theory]
    [InlineData("mbr")]
    [InlineData("gpt")]
    public async Task A_volume_of_a_scratch_disk_takes_the_room_behind_it(string style)
    {
        Demand();
        var token = TestContext.Current.CancellationToken;
        var disks = new WindowsDisks();
        var known = (await disks.ListAsync(token)).Select(disk => disk.Number).ToHashSet();
        await AttachAsync(style);
        try
        {
            var (disk, partition) = await FindAsync();
            var size = partition.Size + (64 * Mebibyte);
            await disks.GrowPartitionAsync(disk.Number, partition.Number, size, token);
            await disks.ExtendFileSystemAsync(disk.Number, partition.Number, token);
            var (_, grown) = await FindAsync();
            Assert.Equal(size, grown.Size);
            // The file system keeps at most one cluster back, for the copy of its boot sector.
            Assert.InRange(grown.VolumeSize, size - Mebibyte, size);
        }
        finally
        {
            await DetachAsync();
        }

        async Task<(Disk Disk, Partition Partition)> FindAsync()
        {
            var disk = (await disks.ListAsync(token)).Single(found => !known.Contains(found.Number));
            return (disk, disk.Partitions.Single(found => found.FileSystem == "NTFS"));
        }
    }

    /// <summary>Skips the test unless this is that Windows.</summary>
    protected abstract void Demand();

    /// <summary>Attaches a disk of 256 MiB that has an NTFS volume of 64 MiB.</summary>
    protected abstract Task AttachAsync(string style);

    protected abstract Task DetachAsync();
}
