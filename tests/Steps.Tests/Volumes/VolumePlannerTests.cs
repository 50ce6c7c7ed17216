using CsCheck;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Tests.Volumes;

public class VolumePlannerTests
{
    private const long MiB = 1L << 20;
    private const long GiB = 1L << 30;
    private const long TiB = 1L << 40;

    [Fact]
    public void Grows_to_the_last_whole_mebibyte_before_the_backup_table()
    {
        var plan = Plan(new Disk(0, 64 * GiB, PartitionStyle.Gpt, 512, [C(MiB, 30 * GiB)]));
        Assert.Equal(64 * GiB - 2 * MiB, Assert.IsType<VolumePlan.Extend>(plan).NewSize);
    }

    [Fact]
    public void An_MBR_disk_has_no_backup_table_to_spare()
    {
        var plan = Plan(new Disk(0, 64 * GiB, PartitionStyle.Mbr, 512, [C(MiB, 30 * GiB)]));
        Assert.Equal(64 * GiB - MiB, Assert.IsType<VolumePlan.Extend>(plan).NewSize);
    }

    [Fact]
    public void An_MBR_partition_ends_at_2_TiB()
    {
        var plan = Plan(new Disk(0, 3 * TiB, PartitionStyle.Mbr, 512, [C(MiB, 30 * GiB)]));
        Assert.Equal(2 * TiB - MiB, Assert.IsType<VolumePlan.Extend>(plan).NewSize);
        Assert.Contains("master boot record", Reason(new Disk(0, 3 * TiB, PartitionStyle.Mbr, 512, [C(MiB, 2 * TiB - MiB)])));
    }

    [Fact]
    public void Grows_up_to_the_next_partition()
    {
        var plan = Plan(new Disk(0, 64 * GiB, PartitionStyle.Gpt, 512, [C(MiB, GiB), new(2, 40 * GiB, GiB, 'D', "NTFS", GiB)]));
        Assert.Equal(40 * GiB - MiB, Assert.IsType<VolumePlan.Extend>(plan).NewSize);
    }

    [Fact]
    public void A_recovery_partition_directly_behind_is_the_reason_to_do_nothing()
    {
        var reason = Reason(new Disk(
            0, 64 * GiB, PartitionStyle.Gpt, 512,
            [C(MiB, 30 * GiB - MiB), new(4, 30 * GiB, 512 * MiB, null, "NTFS", 512 * MiB)]));
        Assert.Equal(
            "partition 4 (512MiB, no letter: often the recovery partition) follows C: directly, "
                + "and the 34304MiB behind it cannot be joined",
            reason);
    }

    [Fact]
    public void Finds_the_system_volume_on_whatever_disk_it_is()
    {
        var plan = VolumePlanner.Plan(
            [
                new Disk(0, 100 * GiB, PartitionStyle.Gpt, 512, [new(1, MiB, GiB, 'D', "NTFS", GiB)]),
                new Disk(3, 64 * GiB, PartitionStyle.Gpt, 512, [C(MiB, 30 * GiB)]),
            ],
            'c');
        Assert.Equal(3, Assert.IsType<VolumePlan.Extend>(plan).Disk);
    }

    [Fact]
    public void An_extension_that_was_cut_short_is_finished_in_the_file_system_alone()
    {
        var size = 64 * GiB - 2 * MiB;
        var plan = Plan(new Disk(0, 64 * GiB, PartitionStyle.Gpt, 512, [C(MiB, size) with { VolumeSize = 30 * GiB }]));
        var extend = Assert.IsType<VolumePlan.Extend>(plan);
        Assert.False(extend.GrowsPartition);
        Assert.Equal(size, extend.NewSize);
    }

    [Fact]
    public void Less_than_a_mebibyte_is_left_alone() =>
        Assert.Equal("C: already fills disk 0", Reason(
            new Disk(0, 30 * GiB + MiB / 2, PartitionStyle.Mbr, 512, [C(MiB, 30 * GiB - MiB)])));

    [Theory]
    [InlineData("FAT32", "C: has FAT32; only NTFS and ReFS can be extended")]
    [InlineData(null, "C: has no file system; only NTFS and ReFS can be extended")]
    public void Only_file_systems_that_can_grow_are_extended(string? fileSystem, string reason) =>
        Assert.Equal(reason, Reason(
            new Disk(0, 64 * GiB, PartitionStyle.Gpt, 512, [C(MiB, 30 * GiB) with { FileSystem = fileSystem }])));

    [Fact]
    public void A_logical_drive_stays_within_its_container()
    {
        var plan = Plan(new Disk(
            0, 64 * GiB, PartitionStyle.Mbr, 512,
            [new(1, MiB, 40 * GiB, null, null, 0), C(2 * MiB, 30 * GiB) with { Number = 2 }]));
        Assert.Equal(40 * GiB - MiB, Assert.IsType<VolumePlan.Extend>(plan).NewSize);
    }

    [Fact]
    public void A_machine_without_that_letter_has_nothing_to_extend() =>
        Assert.Equal("no partition has the letter C:", Reason(new Disk(0, GiB, PartitionStyle.Gpt, 512, [])));

    [Fact]
    public void A_plan_never_overlaps_never_shrinks_and_leaves_nothing_to_do() => Layouts.Sample(disk =>
    {
        if (Plan(disk) is not VolumePlan.Extend extend)
            return;
        var end = extend.Partition.Start + extend.NewSize;
        Assert.True(extend.NewSize >= extend.Partition.Size);
        Assert.True(end <= disk.Size);
        Assert.DoesNotContain(disk.Partitions, next => next.Start > extend.Partition.Start && next.Start < end);

        var grown = extend.Partition with { Size = extend.NewSize, VolumeSize = extend.NewSize };
        var after = disk with { Partitions = [.. disk.Partitions.Where(other => other != extend.Partition), grown] };
        Assert.IsType<VolumePlan.Nothing>(Plan(after));
    });

    /// <summary>Disks with up to five partitions in any order, of which one is C:, with gaps between them.</summary>
    private static Gen<Disk> Layouts =>
        from style in Gen.Bool.Select(gpt => gpt ? PartitionStyle.Gpt : PartitionStyle.Mbr)
        from sector in Gen.Bool.Select(large => large ? 4096 : 512)
        from pieces in Gen.Select(Gen.Long[0, 5000], Gen.Long[1, 100_000_000]).Array[1, 5]
        from system in Gen.Int[0, pieces.Length - 1]
        from behind in Gen.Long[40, 100_000_000]
        from backwards in Gen.Bool
        select Lay(style, sector, pieces, system, behind, backwards);

    private static Disk Lay(
        PartitionStyle style, int sector, (long Gap, long Size)[] pieces, int system, long behind, bool backwards)
    {
        List<Partition> partitions = [];
        var position = MiB;
        foreach (var (gap, size) in pieces)
        {
            var number = partitions.Count + 1;
            var start = position + gap * sector;
            var isSystem = number == system + 1;
            partitions.Add(new(number, start, size * sector, isSystem ? 'C' : null, "NTFS", size * sector));
            position = start + size * sector;
        }

        if (backwards)
            partitions.Reverse();
        return new Disk(0, position + behind * sector, style, sector, partitions);
    }

    private static Partition C(long start, long size) => new(1, start, size, 'C', "NTFS", size);

    private static VolumePlan Plan(Disk disk) => VolumePlanner.Plan([disk], 'C');

    private static string Reason(Disk disk) => Assert.IsType<VolumePlan.Nothing>(Plan(disk)).Reason;
}
