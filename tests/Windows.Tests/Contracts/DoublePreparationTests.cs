using System.Globalization;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Disks;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Windows.Tests.Contracts;

/// <summary>What lies between the look at a disk and the act is as long as a run: each act of the adapter looks once more.</summary>
[SupportedOSPlatform("windows")]
public class DoublePreparationTests
{
    private const long Size = 8L << 30;
    private const string Raw = "disk 1 size=8589934592 sector=512 style=raw\n";

    [Fact]
    public async Task Nothing_is_written_to_a_disk_that_has_the_number_of_another_by_now()
    {
        var disk = await ListAsync(Raw);
        DoubleWindows.Tell("disk1 identity", "Amazon Elastic B|vol0fedcba9876543210_00000001.|/dev/sdg");
        var token = TestContext.Current.CancellationToken;
        var (preparation, names) = (new WindowsDiskPreparation(TimeProvider.System), new WindowsVolumeNames());
        var geometry = DiskGeometry.Of(disk.Layout, PartitionStyle.Gpt)!;
        await RefusedAsync(() => preparation.BringOnlineAsync(disk, token));
        await RefusedAsync(() => preparation.WipeAsync(disk, token));
        await RefusedAsync(() => preparation.WriteTableAsync(disk, PartitionStyle.Gpt, token));
        Alter("disk 1 size=8589934592 sector=512 style=gpt\n");
        await RefusedAsync(() => preparation.CreatePartitionsAsync(disk, geometry, token));
        Alter("disk 1 size=8589934592 sector=512 style=gpt\npart 1 1 start=1048576 length=1073741824 letter=E fs=- clusters=0 cluster=4096\n");
        await RefusedAsync(() => preparation.FormatAsync(disk, 1 << 20, new(VolumeFileSystem.Ntfs, null, ""), token));
        await RefusedAsync(() => names.SetLabelAsync(disk, 1 << 20, "Mine", token));
        await RefusedAsync(() => names.RemoveLetterAsync(disk, 1 << 20, 'E', token));
        await RefusedAsync(() => names.AssignLetterAsync(disk, 1 << 20, 'F', token));

        static async Task RefusedAsync(Func<Task> act)
        {
            var refusal = await Assert.ThrowsAsync<WindowsException>(act);
            Assert.Contains("is another disk by now", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(DoubleWindows.Calls, IsWrite);
        }
    }

    [Fact]
    public async Task Nothing_is_written_to_a_disk_or_a_partition_that_is_not_empty_by_now()
    {
        var disk = await ListAsync(Raw);
        var token = TestContext.Current.CancellationToken;
        var preparation = new WindowsDiskPreparation(TimeProvider.System);
        await WriteAsync(Size - 4096);
        var refusal = await Assert.ThrowsAsync<WindowsException>(() => preparation.WriteTableAsync(disk, PartitionStyle.Mbr, token));
        Assert.Contains("is not empty by now", refusal.Message, StringComparison.Ordinal);

        Alter("disk 1 size=8589934592 sector=512 style=gpt\npart 1 1 start=1048576 length=1073741824 letter=- fs=- clusters=0 cluster=4096\n");
        await WriteAsync(1 << 20);
        refusal = await Assert.ThrowsAsync<WindowsException>(
            () => preparation.FormatAsync(disk, 1 << 20, new(VolumeFileSystem.Ntfs, null, ""), token));
        Assert.Contains("holds something on its volume by now", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(DoubleWindows.Calls, IsWrite);
    }

    [Fact]
    public async Task A_table_of_more_partitions_than_Windows_makes_is_read_whole()
    {
        var parts = Enumerable.Range(1, 200).Select(number => string.Create(
            CultureInfo.InvariantCulture,
            $"part 1 {number} start={(long)number << 20} length=1048576 letter=- fs=- clusters=0 cluster=4096\n"));
        var disk = await ListAsync($"disk 1 size=8589934592 sector=512 style=gpt\n{string.Concat(parts)}");
        Assert.Equal(200, disk.Layout.Partitions.Count);
    }

    private static bool IsWrite(string call) =>
        call.Contains(" 0x7c", StringComparison.Ordinal) || call.Contains("ExecMethod", StringComparison.Ordinal)
        || call.StartsWith("SetVolume", StringComparison.Ordinal) || call.StartsWith("DeleteVolume", StringComparison.Ordinal);

    private static async Task<DataDisk> ListAsync(string disks)
    {
        DoubleWindows.Demand();
        DoubleWindows.ForgetCalls();
        DoubleWindows.Tell("disk1 identity", "Amazon Elastic B|vol0123456789abcdef0_00000001.|/dev/sdf");
        await using (var image = File.Create(DoubleWindows.At("disk1.img")))
            image.SetLength(Size);
        Alter(disks);
        return (await new WindowsDiskInventory(TimeProvider.System).ListAsync(TestContext.Current.CancellationToken)).Single();
    }

    private static void Alter(string disks) => DoubleWindows.Tell("disks", disks);

    private static async Task WriteAsync(long offset)
    {
        await using var image = File.OpenWrite(DoubleWindows.At("disk1.img"));
        image.Position = offset;
        image.Write(new byte[] { 7 });
    }
}
