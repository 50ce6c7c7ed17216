using System.Runtime.Versioning;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Windows.Tests.RealWindows;

[SupportedOSPlatform("windows")]
public class RealVolumeTests
{
    private const long Mebibyte = 1 << 20;

    [Theory]
    [InlineData("mbr")]
    [InlineData("gpt")]
    public async Task A_volume_of_a_scratch_disk_takes_the_room_behind_it(string style)
    {
        RealWindows.Demand();
        var folder = Directory.CreateTempSubdirectory("openlaunch-disk-").FullName;
        var file = Path.Combine(folder, "scratch.vhdx");
        var token = TestContext.Current.CancellationToken;
        var disks = new WindowsDisks();
        var known = (await disks.ListAsync(token)).Select(disk => disk.Number).ToHashSet();
        await DiskPartAsync(
            folder, $"create vdisk file=\"{file}\" maximum=256 type=expandable", "attach vdisk", $"convert {style}",
            "create partition primary size=64", "format fs=ntfs quick");
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
            await DiskPartAsync(folder, $"select vdisk file=\"{file}\"", "detach vdisk");
            Directory.Delete(folder, recursive: true);
        }

        async Task<(Disk Disk, Partition Partition)> FindAsync()
        {
            var disk = (await disks.ListAsync(token)).Single(found => !known.Contains(found.Number));
            return (disk, disk.Partitions.Single(found => found.FileSystem == "NTFS"));
        }
    }

    private static async Task DiskPartAsync(string folder, params string[] commands)
    {
        var script = Path.Combine(folder, "diskpart.txt");
        await File.WriteAllLinesAsync(script, commands, TestContext.Current.CancellationToken);
        await RealWindows.RunAsync("diskpart", "/s", script);
    }
}
