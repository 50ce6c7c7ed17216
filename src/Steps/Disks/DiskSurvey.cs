using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Disks;

/// <summary>A disk, what it is, and what it holds.</summary>
/// <param name="Disk">The disk.</param>
/// <param name="Identity">What it is on EC2.</param>
/// <param name="Content">What it holds.</param>
/// <param name="ZeroPartitions">Where partitions start that have no file system and are zero at both ends.</param>
internal sealed record SurveyedDisk(DataDisk Disk, DiskIdentity Identity, DiskContent Content, IReadOnlySet<long> ZeroPartitions)
{
    public int Number => Disk.Number;

    public Disk Layout => Disk.Layout;

    public DiskFacts Facts => Disk.Facts;

    /// <summary>The disk for messages.</summary>
    public string Name => Identity.Name(Number);
}

/// <summary>Looks at all disks; changes nothing.</summary>
internal sealed class DiskSurvey(IDiskInventory inventory, IMetadataClient metadata)
{
    // One pair for all disks: each sample is looked at before the next one is read.
    private readonly byte[] headBuffer = new byte[ContentSignatures.HeadLength];
    private readonly byte[] tailBuffer = new byte[DiskSample.EndLength];

    /// <summary>The disks by number.</summary>
    public async Task<IReadOnlyList<SurveyedDisk>> ReadAsync(CancellationToken cancellationToken)
    {
        var disks = await inventory.ListAsync(cancellationToken);
        // Asked only where the disk itself does not tell: on Xen.
        var mapping = disks.Any(disk => DiskIdentity.NeedsMapping(disk.Facts))
            ? await BlockDeviceMapping.ReadAsync(metadata, cancellationToken)
            : null;
        var surveyed = new List<SurveyedDisk>();
        foreach (var disk in disks)
            surveyed.Add(await ReadAsync(disk, DiskIdentity.Of(disk, mapping), cancellationToken));
        return surveyed;
    }

    private async Task<SurveyedDisk> ReadAsync(DataDisk disk, DiskIdentity identity, CancellationToken cancellationToken)
    {
        var layout = disk.Layout;
        if (layout.Partitions.All(partition => partition.Kind == PartitionKind.Reserved))
            return new(disk, identity, await ContentOfAsync(layout, cancellationToken), new HashSet<long>());
        var zero = new HashSet<long>();
        foreach (var partition in layout.Partitions.Where(part => part is { Kind: PartitionKind.Data, FileSystem: null }))
        {
            if (await IsZeroAsync(layout, partition, cancellationToken))
                zero.Add(partition.Start);
        }

        return new(disk, identity, DiskContent.Partitions, zero);
    }

    private async Task<DiskContent> ContentOfAsync(Disk disk, CancellationToken cancellationToken)
    {
        try
        {
            var content = DiskContent.Of(await SampleAsync(disk, 0, disk.Size, cancellationToken), disk.Style);
            return content.State == ContentState.Zero && !await IsZeroBetweenAsync(disk, cancellationToken)
                ? new(ContentState.Data, "unknown data behind its first MiB")
                : content;
        }
        catch (MachineException refusal)
        {
            return DiskContent.Unreadable(refusal.Message);
        }
    }

    private async Task<bool> IsZeroAsync(Disk disk, Partition partition, CancellationToken cancellationToken)
    {
        try
        {
            var sample = await SampleAsync(disk, partition.Start, partition.Size, cancellationToken);
            return sample.IsZero && ContentSignatures.Find(sample) is null;
        }
        catch (MachineException)
        {
            return false;
        }
    }

    /// <summary>
    /// Looks where a volume would begin, for a file system whose partition table was lost, and here and there in between. That is
    /// no proof that the disk is zero; what it finds is one that it is not.
    /// </summary>
    private async Task<bool> IsZeroBetweenAsync(Disk disk, CancellationToken cancellationToken)
    {
        const int places = 64;
        const int length = 64 * 1024;
        var step = disk.Size / places / disk.SectorSize * disk.SectorSize;
        var offsets = Enumerable.Range(1, places - 1).Select(place => place * step)
            .Append(DiskGeometry.First).Append(DiskGeometry.First + DiskGeometry.Reserved);
        foreach (var offset in offsets.Where(offset => offset + length <= disk.Size))
        {
            var bytes = headBuffer.AsMemory(0, length);
            await inventory.ReadAsync(disk.Number, offset, bytes, cancellationToken);
            if (bytes.Span.ContainsAnyExcept((byte)0))
                return false;
        }

        return true;
    }

    private async Task<DiskSample> SampleAsync(Disk disk, long start, long size, CancellationToken cancellationToken)
    {
        var whole = size / disk.SectorSize * disk.SectorSize;
        var head = headBuffer.AsMemory(0, (int)Math.Min(headBuffer.Length, whole));
        var tail = tailBuffer.AsMemory(0, (int)Math.Min(tailBuffer.Length, whole));
        await inventory.ReadAsync(disk.Number, start, head, cancellationToken);
        await inventory.ReadAsync(disk.Number, start + whole - tail.Length, tail, cancellationToken);
        return new(head, tail, whole, disk.SectorSize);
    }
}
