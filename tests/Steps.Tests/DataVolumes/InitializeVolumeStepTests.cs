using OpenLaunch.Core.Engine;
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
        Assert.Contains("instance store", await File.ReadAllTextAsync(bench.FilePath("Z/Important.txt"), TestContext.Current.CancellationToken));
        Assert.True(bench.State.Windows.Trim);
        Assert.Equal("running", bench.State.Services[0].State);

        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(All));
        Assert.Empty(bench.Context.Changes);
    }

    [Fact]
    public async Task What_could_not_be_given_back_after_a_format_is_given_back_by_the_next_run()
    {
        using var bench = new DiskBench(Ebs(1, "sdf"), Ebs(2, "sdg", content: "NTFS"));
        void Refuse(string change)
        {
            if (change == "turn TRIM back on")
                throw new MachineException("refused");
            if (change.StartsWith("start the service", StringComparison.Ordinal))
                throw new TimeoutException("The service 'ShellHWDetection' is not running after 00:00:30.");
        }

        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(All, beforeChange: Refuse));
        Assert.Equal((false, "stopped"), (bench.State.Windows.Trim, bench.State.Services[0].State));
        bench[2].Content = "zero";
        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(All, beforeChange: Refuse));
        Assert.Equal((false, "stopped"), (bench.State.Windows.Trim, bench.State.Services[0].State));

        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(All));
        Assert.Equal((true, "running"), (bench.State.Windows.Trim, bench.State.Services[0].State));
        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync(All));
        Assert.Empty(bench.Context.Changes);
    }

    [Theory]
    [InlineData("set the label of the volume on disk 1")]
    [InlineData("give the volume on disk 1")]
    public async Task What_Windows_refuses_of_one_volume_does_not_hold_up_the_others(string refused)
    {
        using var bench = new DiskBench(With(Ebs(1, "sdf"), null, "Old"), With(Ebs(2, "sdg"), null, "Old"));
        const string Inputs = "{ initialize: devices, devices: "
            + "[{ device: sdf, letter: R, name: New1 }, { device: sdg, letter: S, name: New2 }] }";
        var outcome = await bench.InitializeAsync(Inputs, beforeChange: change =>
        {
            if (change.StartsWith(refused, StringComparison.Ordinal))
                throw new MachineException("The volume is write-protected.");
        });
        Assert.Equal(
            StepOutcome.Failed("disk 1 (vol-00000000000000001, sdf): The volume is write-protected."), outcome);
        Assert.Equal(("S", "New2"), (Volume(bench[2]).Letter, Volume(bench[2]).Label));
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
}
