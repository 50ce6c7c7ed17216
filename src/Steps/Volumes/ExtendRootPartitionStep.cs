using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Volumes;

/// <summary>Lets the volume that Windows runs from use the whole root disk, which may be larger than the image's.</summary>
[Step("extendRootPartition", "Extends the system volume to the free space directly behind it")]
public sealed class ExtendRootPartitionStep(IDisks disks) : Step<NoInputs>
{
    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        var plan = VolumePlanner.Plan(await disks.ListAsync(cancellationToken), disks.SystemLetter);
        if (plan is VolumePlan.Nothing nothing)
        {
            context.Logger.LogInformation("System volume not extended: {Reason}", nothing.Reason);
            return nothing.IsFull ? StepOutcome.Done : StepOutcome.Skipped(nothing.Reason);
        }

        if (plan is VolumePlan.Extend extend)
            await ExtendAsync(extend, context, cancellationToken);
        return StepOutcome.Done;
    }

    private async Task ExtendAsync(VolumePlan.Extend plan, StepContext context, CancellationToken cancellationToken)
    {
        var (disk, partition) = (plan.Disk, plan.Partition);
        var newSize = ByteSize.Format(plan.NewSize);
        if (plan.GrowsPartition)
        {
            await context.ChangeAsync(
                $"grow partition {partition.Number} of disk {disk} ({partition.Letter}:) "
                    + $"from {ByteSize.Format(partition.Size)} to {newSize}",
                token => disks.GrowPartitionAsync(disk, partition.Number, plan.NewSize, token),
                cancellationToken);
        }

        await context.ChangeAsync(
            $"extend the {partition.FileSystem} file system of {partition.Letter}: "
                + $"from {ByteSize.Format(partition.VolumeSize)} to {newSize}",
            token => disks.ExtendFileSystemAsync(disk, partition.Number, token),
            cancellationToken);
    }
}
