using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Tests.Engine;
using static OpenLaunch.Steps.Tests.DataVolumes.DiskBench;

namespace OpenLaunch.Steps.Tests.DataVolumes;

/// <summary>Which disks the devices of <c>initializeVolume</c> mean, and what cannot be meant.</summary>
public class VolumeDevicesTests
{
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
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.WhenAny(run, Task.Delay(10, TestContext.Current.CancellationToken));
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
            "metadata did not tell whether it is an EBS volume or instance store", (await silent.InitializeAsync("initialize: all")).Explanation);
        Assert.Equal("raw", disk.Style);
        var metadata = new TestMetadata();
        metadata.Values["meta-data/block-device-mapping/"] = "ami\nephemeral0";
        metadata.Values["meta-data/block-device-mapping/ami"] = "/dev/sda1";
        metadata.Values["meta-data/block-device-mapping/ephemeral0"] = "xvdca";
        using var bench = new DiskBench(disk) { Metadata = metadata };
        Assert.Equal(StepOutcome.Done, await bench.InitializeAsync("initialize: all"));
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
}
