using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;
using static OpenLaunch.Steps.Tests.DataVolumes.DiskBench;

namespace OpenLaunch.Steps.Tests.DataVolumes;

/// <summary>Disks that lie, move or come back while a volume is made.</summary>
public class HostileDiskTests
{
    private const string All = "{ initialize: all }";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_disk_that_takes_the_number_of_an_empty_one_between_two_changes_keeps_its_bytes(int change)
    {
        using var bench = new DiskBench(Ebs(1, "sdf"), Ebs(2, "sdg", "ext4"));
        var (empty, full) = (bench[1], bench[2]);
        Partition(full);
        var before = Text(full);
        await RenumberAsync(bench, change, empty, full);
        Assert.Equal(before, Text(full));

        await bench.InitializeAsync(All);
        Assert.Equal(before, Text(full));
        Assert.Equal("NTFS", empty.Partitions[^1].FileSystem);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_disk_without_a_table_that_takes_the_number_of_an_empty_one_keeps_its_bytes(int change)
    {
        using var bench = new DiskBench(Ebs(1, "sdf"), Ebs(2, "sdg", "ext4"));
        var (empty, full) = (bench[1], bench[2]);
        await RenumberAsync(bench, change, empty, full);
        Assert.Equal(("raw", "ext4", 0), (full.Style, full.Content, full.Partitions.Count));
    }

    [Fact]
    public async Task What_is_written_to_a_disk_between_the_look_and_the_change_stays()
    {
        using var bench = new DiskBench(Ebs(1, "sdf"));
        var disk = bench[1];
        var outcome = await bench.InitializeAsync(All, beforeChange: change =>
        {
            if (change.StartsWith("write a master", StringComparison.Ordinal))
                disk.Content = "XFS";
        });
        Assert.StartsWith("Failed", outcome.GetType().Name, StringComparison.Ordinal);
        Assert.Equal(("raw", "XFS"), (disk.Style, disk.Content));
    }

    [Fact]
    public async Task What_is_written_to_a_partition_between_the_look_and_the_format_stays()
    {
        using var bench = new DiskBench(Ebs(1, "sdf"));
        var disk = bench[1];
        var outcome = await bench.InitializeAsync(All, beforeChange: change =>
        {
            if (change.StartsWith("format", StringComparison.Ordinal))
                disk.Partitions[^1].Content = "LUKS";
        });
        Assert.StartsWith("Failed", outcome.GetType().Name, StringComparison.Ordinal);
        Assert.Equal((null, "LUKS"), (disk.Partitions[^1].FileSystem, disk.Partitions[^1].Content));
    }

    [Theory]
    [InlineData("lost")] // a file system at 1 MiB, whose partition table was cleared
    [InlineData("lost reserved")] // one behind a reserved partition
    [InlineData("middle")]
    public async Task What_lies_behind_the_first_MiB_of_a_disk_without_a_table_is_seen(string content)
    {
        using var bench = new DiskBench(Ebs(1, "sdf", content));
        Assert.Equal(
            StepOutcome.Skipped("disk 1 (vol-00000000000000001, sdf) holds unknown data behind its first MiB"), await bench.InitializeAsync(All));
        Assert.Equal(("raw", content), (bench[1].Style, bench[1].Content));
    }

    [Fact]
    public async Task A_disk_that_takes_the_number_of_a_named_one_keeps_its_label_and_size()
    {
        using var bench = new DiskBench(Ebs(1, "sdf"), Ebs(2, "sdg"), Ebs(3, "sdh"), InstanceStore(4));
        var (mine, theirs) = (bench[2], bench[3]);
        foreach (var disk in new[] { mine, theirs })
        {
            Partition(disk);
            (disk.Partitions[0].FileSystem, disk.Partitions[0].Label) = ("NTFS", "Old");
        }

        var before = Text(theirs);
        await bench.InitializeAsync(
            "{ initialize: devices, devices: [{ device: sdf }, { device: sdg, name: New }, { device: nvme0n1 }] }",
            beforeChange: change =>
            {
                if (change.StartsWith("format the empty volume on disk 4", StringComparison.Ordinal))
                    (mine.Number, theirs.Number) = (theirs.Number, mine.Number);
            });
        Assert.Equal(before, Text(theirs));
        Assert.Equal("New", mine.Partitions[0].Label);
    }

    private static void Partition(DiskState disk)
    {
        disk.Style = "mbr";
        disk.Content = "zero";
        disk.Partitions.Add(new() { Number = 1, Start = "1MiB", Size = "20GiB", Content = "ext4" });
    }

    private static async Task RenumberAsync(DiskBench bench, int change, DiskState empty, DiskState full)
    {
        try
        {
            await bench.InitializeAsync(All, beforeChange: _ =>
            {
                if (change-- == 0)
                    (empty.Number, full.Number) = (full.Number, empty.Number);
            });
        }
        catch (MachineException)
        {
        }
    }

    private static string Text(DiskState disk) => $"{disk.Style} {disk.Content} "
        + string.Join(' ', disk.Partitions.Select(part => $"{part.Start} {part.Size} {part.FileSystem} {part.Content} {part.Label}"));
}
