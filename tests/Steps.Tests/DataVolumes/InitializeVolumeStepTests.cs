using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Tests.Engine;
using static OpenLaunch.Steps.Tests.DataVolumes.DiskBench;

namespace OpenLaunch.Steps.Tests.DataVolumes;

public class InitializeVolumeStepTests
{
    private const string All = "initialize: all";

    [Fact]
    public async Task Makes_a_volume_of_each_empty_disk_and_changes_nothing_the_second_time()
    {
        using var bench = new DiskBench(Ebs(1, "sdf"), Ebs(2, "sdg", size: "3TiB"), InstanceStore(3), InstanceStore(4));
        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(All));
        Assert.Equal(
            [
                "turn TRIM off while disks are formatted",
                "stop the service ShellHWDetection while disks are formatted",
                "write a master boot record on disk 1 (vol-00000000000000001, sdf), which is empty",
                "create a volume of 102399MiB on disk 1 (vol-00000000000000001, sdf)",
                "format the empty volume on disk 1 (vol-00000000000000001, sdf) with NTFS",
                "write a GPT on disk 2 (vol-00000000000000002, sdg), which is empty",
                "create a volume of 3145710MiB on disk 2 (vol-00000000000000002, sdg)",
                "format the empty volume on disk 2 (vol-00000000000000002, sdg) with NTFS",
            ],
            bench.Context.Changes.Take(8));
        Assert.Equal(["D", "E", "Z", "Y"], bench.State.Disks.Skip(1).Select(disk => Volume(disk).Letter));
        Assert.Equal([null, null, "Temporary Storage 0", "Temporary Storage 1"], bench.State.Disks.Skip(1).Select(disk => Volume(disk).Label));
        Assert.Equal(["reserved", "data"], bench[2].Partitions.Select(partition => partition.Kind));
        Assert.Contains("instance store", await File.ReadAllTextAsync(bench.FilePath("Z/Important.txt"), Cancellation));
        Assert.True(bench.State.Windows.Trim);
        Assert.Equal("running", bench.State.Services[0].State);

        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(All));
        Assert.Empty(bench.Context.Changes);
    }

    [Fact]
    public async Task A_dry_run_tells_all_changes_and_makes_none()
    {
        using var bench = new DiskBench(Ebs(1, "sdf"), InstanceStore(2));
        await bench.InitializeAsync(All, dryRun: true);
        Assert.Contains("give the volume on disk 1 (vol-00000000000000001, sdf) the letter D:", bench.Context.Changes);
        Assert.Contains("give the volume on disk 2 (AWS-00000000000000002) the letter Z:", bench.Context.Changes);
        Assert.All(bench.State.Disks.Skip(1), disk => Assert.Equal("raw", disk.Style));
        Assert.Empty(bench.Kept);
    }

    [Theory]
    [InlineData("ext4")]
    [InlineData("LVM")]
    [InlineData("NTFS")]
    [InlineData("unknown data", "unknown")]
    public async Task What_a_disk_holds_is_the_reason_to_leave_it(string name, string? content = null)
    {
        using var bench = new DiskBench(Ebs(1, "sdf", content ?? name));
        Assert.Equal(
            StepOutcome.Skipped($"disk 1 (vol-00000000000000001, sdf) holds {name}"), await bench.InitializeAsync(All));
        Assert.Equal(
            StepOutcome.Failed($"disk 1 (vol-00000000000000001, sdf) holds {name}. To destroy that and make a volume of the disk, "
                + "set force: true."),
            await bench.InitializeAsync("{ initialize: devices, devices: [{ device: xvdf }] }"));
        Assert.Empty(bench.Context.Changes);
    }

    [Fact]
    public async Task Force_says_what_it_destroys()
    {
        using var bench = new DiskBench(Ebs(1, "sdf", "ext4"));
        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(
            "{ initialize: devices, devices: [{ device: xvdf, force: true, fileSystem: refs, allocationUnit: 64KiB, name: Data }] }"));
        Assert.Contains(
            "clear disk 1 (vol-00000000000000001, sdf), which holds ext4: all of it is lost (force: true)", bench.Context.Changes);
        Assert.Contains(
            "format the empty volume on disk 1 (vol-00000000000000001, sdf) with ReFS, clusters of 64KiB, label 'Data'",
            bench.Context.Changes);
        Assert.Equal(("ReFS", "Data", "D"), (Volume(bench[1]).FileSystem, Volume(bench[1]).Label, Volume(bench[1]).Letter));
    }

    [Theory]
    [InlineData("iscsi", "it is an iSCSI disk")]
    [InlineData("fibreChannel", "it is a Fibre Channel disk")]
    [InlineData("spaces", "it is a Storage Spaces disk")]
    [InlineData("usb", "it is removable")]
    public async Task A_foreign_disk_is_left_even_when_it_is_empty(string bus, string reason)
    {
        var disk = Ebs(1, "sdf");
        disk.Bus = bus;
        using var bench = new DiskBench(disk);
        Assert.EndsWith(reason, (await bench.InitializeAsync(All)).Explanation);
        Assert.Equal("failed", (await bench.InitializeAsync($"{{ initialize: devices, devices: [{{ device: {disk.Serial} }}] }}")).Word);
        Assert.Equal("raw", disk.Style);
    }

    [Fact]
    public async Task The_disk_of_Windows_is_never_made_a_volume_of()
    {
        using var bench = new DiskBench();
        Assert.Equal(
            StepOutcome.Failed("disk 0 (vol-00000000000000000, sda1) is the disk that Windows runs from"),
            await bench.InitializeAsync("{ initialize: devices, devices: [{ device: vol-00000000000000000, force: true }] }"));
        Assert.Empty(bench.Context.Changes);
    }

    [Fact]
    public async Task A_volume_that_is_there_gets_its_letter_and_label_and_nothing_else()
    {
        using var bench = new DiskBench(With(Ebs(1, "sdf"), letter: "F", label: "old"));
        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(
            "{ initialize: devices, devices: [{ device: /dev/sdf, letter: d, name: Data }] }"));
        Assert.Equal(
            [
                "set the label of the volume on disk 1 (vol-00000000000000001, sdf) to 'Data' (was 'old')",
                "take the letter F: from the volume on disk 1 (vol-00000000000000001, sdf)",
                "give the volume on disk 1 (vol-00000000000000001, sdf) the letter D:",
            ],
            bench.Context.Changes);
    }

    [Fact]
    public async Task Two_volumes_swap_their_letters_in_one_plan()
    {
        using var bench = new DiskBench(With(Ebs(1, "sdf"), "D", "One"), With(Ebs(2, "sdg"), "E", "Two"));
        await bench.InitializeAsync(
            "{ initialize: devices, devices: [{ device: sdf, letter: E, name: One }, { device: sdg, letter: D, name: Two }] }");
        Assert.Equal(["E", "D"], bench.State.Disks.Skip(1).Select(disk => Volume(disk).Letter));
        Assert.Equal(4, bench.Context.Changes.Count);
    }

    [Theory]
    [InlineData("cd", "a CD drive")]
    [InlineData("network", "a network drive")]
    public async Task A_letter_that_something_else_has_is_a_failure_that_names_it(string kind, string owner)
    {
        using var bench = new DiskBench(With(Ebs(1, "sdf"), "F", "Data"));
        bench.State.Letters.Add(new() { Letter = "D", Kind = kind });
        var outcome = await bench.InitializeAsync("{ initialize: devices, devices: [{ device: sdf, letter: D }] }");
        Assert.Equal(
            StepOutcome.Failed($"disk 1 (vol-00000000000000001, sdf) cannot have the letter D:, which belongs to {owner}"), outcome);
        Assert.Equal("F", Volume(bench[1]).Letter);
    }

    [Fact]
    public async Task A_letter_of_a_volume_that_is_not_named_is_not_taken_from_it()
    {
        using var bench = new DiskBench(With(Ebs(1, "sdf"), "D", "Mine"), With(Ebs(2, "sdg"), "F", "Data"));
        Assert.Equal(
            "disk 2 (vol-00000000000000002, sdg) cannot have the letter D:, which belongs to a volume on disk 1 (vol-00000000000000001, sdf)",
            (await bench.InitializeAsync("{ initialize: devices, devices: [{ device: sdg, letter: D }] }")).Explanation);
        Assert.Equal("D", Volume(bench[1]).Letter);
    }

    [Fact] // 2.0.863: letters for volumes that are initialised and have none
    public async Task A_volume_without_a_letter_gets_one_unless_it_is_meant_to_have_none()
    {
        var inFolder = With(Ebs(2, "sdg"), null, "Logs");
        inFolder.Partitions[0].Folder = @"C:\Logs";
        using var bench = new DiskBench(With(Ebs(1, "sdf"), null, "Data"), inFolder);
        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(All));
        Assert.Equal(["D", null], bench.State.Disks.Skip(1).Select(disk => Volume(disk).Letter));
    }

    [Fact]
    public async Task A_volume_grows_with_its_disk_where_that_is_asked()
    {
        using var bench = new DiskBench(With(Ebs(1, "sdf"), "D", "Data", size: "50GiB"));
        await bench.InitializeAsync(All);
        Assert.Empty(bench.Context.Changes);
        await bench.InitializeAsync("{ initialize: devices, devices: [{ device: sdf, extend: false }] }");
        Assert.Empty(bench.Context.Changes);
        await bench.InitializeAsync("{ initialize: devices, devices: [{ device: sdf }] }");
        Assert.Equal(
            [
                "grow partition 1 of disk 1 (vol-00000000000000001, sdf) from 50GiB to 102399MiB",
                "extend the NTFS file system of the volume on disk 1 (vol-00000000000000001, sdf) to 102399MiB",
            ],
            bench.Context.Changes);
    }

    [Fact]
    public async Task An_empty_disk_that_is_offline_or_read_only_is_brought_online()
    {
        var (offline, readOnly) = (Ebs(1, "sdf"), Ebs(2, "sdg"));
        (offline.Offline, readOnly.ReadOnly) = (true, true);
        using var bench = new DiskBench(offline, readOnly);
        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(All));
        Assert.Equal(["D", "E"], bench.State.Disks.Skip(1).Select(disk => Volume(disk).Letter));
    }

    [Fact]
    public async Task An_offline_disk_with_partitions_stays_offline_unless_it_is_to_get_a_letter()
    {
        var disk = With(Ebs(1, "sdf"), null, "Data");
        disk.Offline = true;
        using var bench = new DiskBench(disk);
        Assert.Equal(
            StepOutcome.Skipped("disk 1 (vol-00000000000000001, sdf) is offline and holds partitions, so it is left so"),
            await bench.InitializeAsync(All));
        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(
            "{ initialize: devices, devices: [{ device: sdf, letter: S, extend: false }] }"));
        Assert.Equal((false, "S"), (disk.Offline, Volume(disk).Letter));
    }

    [Fact]
    public async Task A_disk_whose_table_has_the_id_of_another_stays_offline()
    {
        var (one, two) = (With(Ebs(1, "sdf"), "D", "Data"), With(Ebs(2, "sdg"), null, "Data"));
        (one.TableId, two.TableId, two.Offline) = ("same", "same", true);
        using var bench = new DiskBench(one, two);
        Assert.Equal(
            StepOutcome.Failed(
                "disk 2 (vol-00000000000000002, sdg) is left offline: its partition table has the same id as that of "
                    + "disk 1 (vol-00000000000000001, sdf)"),
            await bench.InitializeAsync("{ initialize: devices, devices: [{ device: sdg, letter: E }] }"));
        Assert.True(two.Offline);
    }

    [Fact]
    public async Task A_disk_that_is_not_there_fails_with_those_that_are_unless_it_is_optional()
    {
        using var bench = new DiskBench(Ebs(1, "sdf"));
        Assert.Equal(
            StepOutcome.Failed(
                "there is no disk xvdh. The disks here: disk 0 (vol-00000000000000000, sda1), disk 1 (vol-00000000000000001, sdf). "
                    + "Attach it, wait for it with 'wait', or set optional: true."),
            await bench.InitializeAsync("{ initialize: devices, devices: [{ device: xvdh }] }"));
        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(
            "{ initialize: devices, devices: [{ device: xvdh, optional: true }] }"));
    }

    [Fact]
    public async Task Waits_for_a_disk_that_is_attached_late_and_says_so()
    {
        var disk = Ebs(1, "sdf");
        disk.AttachesAfterMilliseconds = 45_000;
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        using var bench = new DiskBench(disk) { Time = time };
        var run = bench.InitializeAsync("{ initialize: devices, devices: [{ device: sdf, wait: 2m }] }");
        for (var i = 0; i < 100 && !run.IsCompleted; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, Cancellation);
        }

        Assert.Equal(StepOutcome.Done, await run);
        Assert.Equal("D", Volume(disk).Letter);
        Assert.Contains("waiting for sdf to be attached", bench.Context.Reports);
    }

    [Theory]
    [InlineData("nvme0n1", 3)]
    [InlineData(@"\dev\nvme1n1", 4)]
    [InlineData("ephemeral1", 4)]
    public async Task Instance_store_is_named_by_its_number(string device, int number)
    {
        using var bench = new DiskBench(Ebs(1, "sdf"), InstanceStore(3), InstanceStore(4));
        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync($"{{ initialize: devices, devices: [{{ device: '{device}', letter: T }}] }}"));
        Assert.Equal("T", Volume(bench[number]).Letter);
        Assert.Single(bench.State.Disks, disk => disk.Number > 0 && disk.Style != "raw");
    }

    [Fact]
    public async Task A_disk_of_Xen_is_told_by_the_block_device_mapping()
    {
        var disk = new DiskState
        {
            Number = 1, Size = "40GiB", Style = "raw", Bus = "scsi", Product = "PVDISK", Path = @"SCSI\DISK&VEN_AWS&PROD_PVDISK", ScsiTarget = 78,
        };
        using var silent = new DiskBench(disk) { Metadata = TestMetadata.Disabled() };
        Assert.EndsWith(
            "metadata did not tell whether it is an EBS volume or instance store", (await silent.InitializeAsync(All)).Explanation);
        Assert.Equal("raw", disk.Style);
        var metadata = new TestMetadata();
        metadata.Values["meta-data/block-device-mapping/"] = "ami\nephemeral0";
        metadata.Values["meta-data/block-device-mapping/ami"] = "/dev/sda1";
        metadata.Values["meta-data/block-device-mapping/ephemeral0"] = "xvdca";
        using var bench = new DiskBench(disk) { Metadata = metadata };
        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(All));
        Assert.Equal(("Z", "Temporary Storage 0"), (Volume(disk).Letter, Volume(disk).Label));
    }

    [Theory]
    [InlineData("{}", "initialize")]
    [InlineData("initialize: devices", "at least one device")]
    [InlineData("{ initialize: devices, devices: [{ device: sdf, letter: DD }] }", "letter")]
    [InlineData("{ initialize: devices, devices: [{ device: sdf, letter: C }] }", "Windows runs from")]
    [InlineData("{ initialize: devices, devices: [{ device: /dev/sda1 }] }", "Windows runs from")]
    [InlineData("{ initialize: devices, devices: [{ device: sdf }, { device: xvdf }] }", "twice")]
    [InlineData("{ initialize: devices, devices: [{ device: sdf, letter: d }, { device: sdg, letter: D }] }", "wanted twice")]
    [InlineData("{ initialize: devices, devices: [{ device: sdf, allocationUnit: 3KiB }] }", "power of two")]
    [InlineData("{ initialize: devices, devices: [{ device: sdf, fileSystem: refs, allocationUnit: 8KiB }] }", "ReFS")]
    [InlineData("{ initialize: devices, devices: [{ device: sdf, partition: raw }] }", "mbr, gpt")]
    public async Task What_cannot_be_meant_is_told_before_anything_runs(string yaml, string reason)
    {
        using var bench = new DiskBench(Ebs(1, "sdf"));
        var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => bench.InitializeAsync(yaml));
        Assert.Contains(refusal.Errors, error => error.ToString().Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_master_boot_record_is_refused_on_a_disk_beyond_its_reach()
    {
        using var bench = new DiskBench(Ebs(1, "sdf", size: "3TiB"));
        Assert.Contains(
            "more than a master boot record can hold",
            (await bench.InitializeAsync("{ initialize: devices, devices: [{ device: sdf, partition: mbr }] }")).Explanation);
        Assert.Equal("raw", bench[1].Style);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static PartitionState Volume(DiskState disk) => disk.Partitions.Single(partition => partition.Kind == "data");

    private static DiskState With(DiskState disk, string? letter, string label, string size = "102399MiB")
    {
        disk.Style = "mbr";
        disk.Partitions.Add(new() { Number = 1, Start = "1MiB", Size = size, Letter = letter, FileSystem = "NTFS", Label = label });
        return disk;
    }
}
