using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Tests.Volumes;

public class ExtendRootPartitionStepTests
{
    private readonly ChangeScope scope = new();
    private readonly SimulatedMachine machine;
    private readonly SimulatedDisks disks;

    public ExtendRootPartitionStepTests()
    {
        machine = new SimulatedMachine(Fresh(), scope);
        disks = new SimulatedDisks(machine);
    }

    [Fact]
    public async Task Extends_the_system_volume_to_the_end_of_its_disk_in_two_changes()
    {
        var context = TestStepContext.Create(scope);
        Assert.Equal(StepOutcome.Done, await RunAsync(context));
        Assert.Equal(
            [
                "grow partition 1 of disk 0 (C:) from 30GiB to 65534MiB",
                "extend the NTFS file system of C: from 30GiB to 65534MiB",
            ],
            context.Changes);
        var partition = Assert.Single((await disks.ListAsync(Cancellation))[0].Partitions);
        Assert.Equal((ByteSize.Parse("65534MiB"), ByteSize.Parse("65534MiB")), (partition.Size, partition.VolumeSize));
    }

    [Fact]
    public async Task Changes_nothing_the_second_time_and_logs_why()
    {
        await RunAsync(TestStepContext.Create(scope));
        var second = TestStepContext.Create(scope);
        Assert.Equal(StepOutcome.Done, await RunAsync(second));
        Assert.Empty(second.Changes);
        Assert.Equal(["System volume not extended: C: already fills disk 0"], second.Log.Lines);
    }

    [Fact]
    public async Task Why_the_system_volume_did_not_grow_is_the_outcome_when_the_disk_has_room()
    {
        machine.Happen(state => state.Disks[0].Partitions.Add(
            new() { Number = 2, Start = "30721MiB", Size = "512MiB", Kind = "recovery" }));
        var outcome = await RunAsync(TestStepContext.Create(scope));
        Assert.Equal(
            StepOutcome.Skipped(
                "partition 2 (512MiB, no letter: often the recovery partition) follows C: directly, "
                    + "and the 34303MiB behind it cannot be joined"),
            outcome);
    }

    [Fact]
    public async Task A_recovery_partition_at_the_end_of_a_full_disk_is_nothing_to_tell()
    {
        machine.Happen(state =>
        {
            state.Disks[0].Size = "31233MiB";
            state.Disks[0].Partitions.Add(new() { Number = 2, Start = "30721MiB", Size = "511MiB", Kind = "recovery" });
        });
        Assert.Equal(StepOutcome.Done, await RunAsync(TestStepContext.Create(scope)));
    }

    [Fact]
    public async Task Finishes_an_extension_that_was_killed_between_its_two_changes()
    {
        var killed = TestStepContext.Create(scope);
        killed.BeforeChange = change =>
        {
            if (change.StartsWith("extend", StringComparison.Ordinal))
                throw new OperationCanceledException();
        };
        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(killed));

        var rerun = TestStepContext.Create(scope);
        await RunAsync(rerun);
        Assert.Equal(["extend the NTFS file system of C: from 30GiB to 65534MiB"], rerun.Changes);
    }

    [Fact]
    public async Task A_dry_run_describes_and_leaves_the_disk_alone()
    {
        var context = TestStepContext.Create(scope, dryRun: true);
        await RunAsync(context);
        Assert.Equal(2, context.Changes.Count);
        Assert.Equal("30GiB", machine.Read(state => state.Disks[0].Partitions[0].Size));
    }

    [Theory]
    [InlineData("41GiB", "overlap partition 2")]
    [InlineData("64GiB", "behind the disk's last byte")]
    [InlineData("29GiB", "cannot shrink")]
    public async Task The_simulated_disk_refuses_what_no_disk_can_do(string size, string complaint)
    {
        machine.Happen(state => state.Disks[0].Partitions.Add(new() { Number = 2, Start = "40GiB", Size = "1GiB" }));
        var refusal = await Assert.ThrowsAsync<IOException>(() => scope.ApplyAsync(
            "grow", token => disks.GrowPartitionAsync(0, 1, ByteSize.Parse(size), token), Cancellation));
        Assert.Contains(complaint, refusal.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<StepOutcome> RunAsync(TestStepContext context) =>
        new ExtendRootPartitionStep(disks).RunAsync(new NoInputs(), context, Cancellation);

    private static MachineState Fresh() => new()
    {
        ComputerName = "EC2AMAZ-4F7Q2MK",
        Disks =
        [
            new()
            {
                Number = 0,
                Size = "64GiB",
                Partitions = [new() { Number = 1, Start = "1MiB", Size = "30GiB", Letter = "C", FileSystem = "NTFS" }],
            },
        ],
    };
}
