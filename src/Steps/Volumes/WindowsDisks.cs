using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Volumes.Native;

namespace OpenLaunch.Steps.Volumes;

/// <summary>The disks of this Windows, through device control codes: no diskpart, whose words are translated.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsDisks : IDisks
{
    public char SystemLetter => char.ToUpperInvariant(Environment.SystemDirectory[0]);

    public Task<IReadOnlyList<Disk>> ListAsync(CancellationToken cancellationToken)
    {
        var volumes = WindowsVolumes.List(cancellationToken);
        var disks = new List<Disk>();
        foreach (var number in WindowsDiskLayout.Numbers())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (WindowsDiskLayout.Read(number, volumes) is { } disk)
                disks.Add(disk);
        }

        return Task.FromResult<IReadOnlyList<Disk>>(disks);
    }

    /// <exception cref="WindowsException">The driver refused, e.g. because the space behind the partition is taken.</exception>
    public Task GrowPartitionAsync(int disk, int partition, long size, CancellationToken cancellationToken)
    {
        var (_, current) = Find(disk, partition, cancellationToken);
        if (size <= current.Size)
            return Task.CompletedTask;
        using var device = DeviceControl.Open(WindowsDiskLayout.PathOf(disk), write: true);

        // Lets a GPT's backup table move to the new end of an enlarged disk. A driver that has nothing to update says so with
        // an error; whether there is room shows in the next call.
        _ = DeviceControl.TryQuery<DISK_GEOMETRY>(device, DiskControlNative.IOCTL_DISK_UPDATE_DRIVE_SIZE, out _);
        var grow = new DISK_GROW_PARTITION { PartitionNumber = (uint)partition, BytesToGrow = size - current.Size };
        DeviceControl.Command(
            device, DiskControlNative.IOCTL_DISK_GROW_PARTITION, in grow,
            $"Cannot grow partition {partition} of disk {disk} from {current.Size} to {size} bytes");

        // Makes the disk's driver forget the table that it keeps, so that the volume sees its new room. Its failure shows in
        // the extension of the file system.
        _ = DeviceControl.Send(device, DiskControlNative.IOCTL_DISK_UPDATE_PROPERTIES, [], []);
        return Task.CompletedTask;
    }

    /// <exception cref="WindowsException">The file system refused, e.g. FAT32, which cannot be extended.</exception>
    public Task ExtendFileSystemAsync(int disk, int partition, CancellationToken cancellationToken)
    {
        var (owner, current) = Find(disk, partition, cancellationToken);
        var volume = WindowsVolumes.List(cancellationToken).FirstOrDefault(v => v.Disk == disk && v.Start == current.Start)
            ?? throw new WindowsException(
                $"There is no volume on partition {partition} of disk {disk}. Check it in Disk Management.", null);
        using var device = DeviceControl.Open(volume.Path, write: true);
        var sectors = current.Size / owner.SectorSize;
        DeviceControl.Command(
            device, DiskControlNative.FSCTL_EXTEND_VOLUME, in sectors,
            $"Cannot extend the file system on partition {partition} of disk {disk} to {current.Size} bytes");
        return Task.CompletedTask;
    }

    private static (Disk Disk, Partition Partition) Find(int disk, int partition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var owner = WindowsDiskLayout.Read(disk, []);
        return owner?.Partitions.FirstOrDefault(p => p.Number == partition) is { } found
            ? (owner, found)
            : throw new WindowsException($"Disk {disk} has no partition {partition}. List the disks again.", null);
    }
}
