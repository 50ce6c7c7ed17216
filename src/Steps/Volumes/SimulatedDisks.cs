using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Volumes;

/// <summary>The disks of a simulated machine. What a real disk cannot do throws, as Windows would refuse it.</summary>
internal sealed class SimulatedDisks(SimulatedMachine machine) : IDisks
{
    private const int Sector = 512;

    public char SystemLetter => 'C';

    public Task<IReadOnlyList<Disk>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read<IReadOnlyList<Disk>>(
            state => [.. state.Disks.Where(disk => disk.AttachesAfterMilliseconds is null).Select(ToDisk)]));

    public Task GrowPartitionAsync(int disk, int partition, long size, CancellationToken cancellationToken)
    {
        machine.Write($"partition {partition} of disk {disk}", state =>
        {
            var found = Find(state, disk, partition);
            Check(ToDisk(state.Disks.Single(other => other.Number == disk)), ToPartition(found), size);
            // The file system stays as large as it was until it is extended too.
            found.VolumeSize ??= found.Size;
            found.Size = ByteSize.Format(size);
        });
        return Task.CompletedTask;
    }

    public Task ExtendFileSystemAsync(int disk, int partition, CancellationToken cancellationToken)
    {
        machine.Write($"file system on partition {partition} of disk {disk}", state =>
        {
            var found = Find(state, disk, partition);
            if (found.FileSystem is null)
                throw new IOException($"Partition {partition} of disk {disk} has no file system to extend.");
            found.VolumeSize = null;
        });
        return Task.CompletedTask;
    }

    private static void Check(Disk disk, Partition partition, long size)
    {
        var end = partition.Start + size;
        var last = disk.Style switch
        {
            PartitionStyle.Gpt => disk.Size - 33 * Sector,
            PartitionStyle.Mbr => Math.Min(disk.Size, Sector * (1L << 32)),
            _ => throw new IOException($"Disk {disk.Number} has no partition table."),
        };
        if (size < partition.Size)
            throw new IOException($"Partition {partition.Number} of disk {disk.Number} cannot shrink to {size} bytes.");
        if (end > last)
            throw new IOException($"Partition {partition.Number} of disk {disk.Number} would end behind the disk's last byte.");
        if (disk.Partitions.FirstOrDefault(next => next.Start > partition.Start && next.Start < end) is { } passed)
            throw new IOException($"Partition {partition.Number} of disk {disk.Number} would overlap partition {passed.Number}.");
    }

    private static PartitionState Find(MachineState state, int disk, int partition) =>
        state.Disks.FirstOrDefault(found => found.Number == disk)?.Partitions.FirstOrDefault(found => found.Number == partition)
            ?? throw new IOException($"There is no partition {partition} on disk {disk}.");

    internal static Disk ToDisk(DiskState disk) => new(
        disk.Number, ByteSize.Parse(disk.Size), ToStyle(disk.Style), Sector, [.. disk.Partitions.Select(ToPartition)]);

    private static Partition ToPartition(PartitionState partition)
    {
        var size = ByteSize.Parse(partition.Size);
        var volumeSize = partition.VolumeSize is null ? size : ByteSize.Parse(partition.VolumeSize);
        return new Partition(
            partition.Number, ByteSize.Parse(partition.Start), size, Letter(partition.Letter), partition.FileSystem, volumeSize)
        {
            Label = partition.FileSystem is null ? null : partition.Label,
            NeedsNoLetter = partition.Folder is not null,
            Kind = Enum.Parse<PartitionKind>(partition.Kind, ignoreCase: true),
        };
    }

    private static char? Letter(string? text) => string.IsNullOrEmpty(text) ? null : char.ToUpperInvariant(text[0]);

    private static PartitionStyle ToStyle(string style) => Enum.TryParse<PartitionStyle>(style, ignoreCase: true, out var known)
        ? known
        : throw new FormatException($"'{style}' is not a partition style: expected mbr, gpt or raw.");
}
