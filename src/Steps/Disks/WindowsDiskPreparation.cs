using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using OpenLaunch.Steps.Disks.Native;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Volumes;
using OpenLaunch.Steps.Volumes.Native;

namespace OpenLaunch.Steps.Disks;

/// <summary>Makes volumes on this Windows: partitions by control codes, file systems by its storage management.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsDiskPreparation(TimeProvider time) : IDiskPreparation
{
    private const string Advice = "Check the disk in Disk Management, then run the step again.";

    private const int MostPartitions = 128; // as Windows makes a GPT
    private const int MbrEntries = 4;

    private static readonly TimeSpan VolumeBound = TimeSpan.FromSeconds(60);

    public async Task BringOnlineAsync(DataDisk disk, CancellationToken cancellationToken)
    {
        using (var raw = Open(disk))
            raw.BringOnline();
        var volumes = Layout(disk).Partitions.Where(partition => partition.Kind == PartitionKind.Data);
        foreach (var volume in volumes)
            await VolumeFinder.TryWaitAsync(disk.Number, volume.Start, VolumeBound, time, cancellationToken);
    }

    public Task WipeAsync(DataDisk disk, CancellationToken cancellationToken)
    {
        using var raw = Open(disk);
        var layout = Layout(disk);
        Demand(layout.Partitions.All(partition => partition.Kind == PartitionKind.Reserved), disk, "has partitions");
        // A disk without a table has none to delete, and says so with an error.
        _ = DeviceControl.Send(raw.Device, DiskControlNative.IOCTL_DISK_DELETE_DRIVE_LAYOUT, [], []);
        // The ends of the disk, and of the partition that it is to get, which begins behind the first MiB.
        var zeros = new byte[DiskSample.EndLength];
        var end = layout.Size / layout.SectorSize * layout.SectorSize;
        for (long offset = 0; offset < DiskGeometry.First + DiskGeometry.Reserved + zeros.Length; offset += zeros.Length)
            raw.Write(offset, zeros);
        raw.Write(end - (2 * zeros.Length), zeros);
        raw.Write(end - zeros.Length, zeros);
        raw.UpdateProperties();
        return Task.CompletedTask;
    }

    public Task WriteTableAsync(DataDisk disk, PartitionStyle style, CancellationToken cancellationToken)
    {
        using var raw = Open(disk);
        var layout = Layout(disk);
        Demand(layout is { Style: PartitionStyle.Raw, Partitions.Count: 0 }, disk, "has a partition table by now");
        Demand(raw.IsZero(0, layout.Size / layout.SectorSize * layout.SectorSize), disk, "is not empty by now");
        var request = new CREATE_DISK
        {
            PartitionStyle = Native(style),
            // The first four bytes are the signature of a master boot record, which must not be 0.
            DiskId = style == PartitionStyle.Gpt
                ? Guid.NewGuid()
                : new Guid(RandomNumberGenerator.GetInt32(1, int.MaxValue), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            MaxPartitionCount = style == PartitionStyle.Gpt ? MostPartitions : 0u,
        };
        DeviceControl.Command(
            raw.Device, DiskControlNative.IOCTL_DISK_CREATE_DISK, in request,
            $"Cannot write a partition table on disk {disk.Number}");
        raw.UpdateProperties();
        return Task.CompletedTask;
    }

    public async Task CreatePartitionsAsync(DataDisk disk, DiskGeometry geometry, CancellationToken cancellationToken)
    {
        using (var raw = Open(disk))
        {
            var layout = Layout(disk);
            Demand(layout.Style == geometry.Style && layout.Partitions.Count == 0, disk, "has no empty partition table by now");
            var table = WindowsDiskLayout.ReadBytes(raw.Device)
                ?? throw new WindowsException($"Cannot read the partition table of disk {disk.Number}. {Advice}", null);
            var used = Fill(table, geometry, layout.SectorSize);
            var error = DeviceControl.Send(
                raw.Device, DiskControlNative.IOCTL_DISK_SET_DRIVE_LAYOUT_EX, table.AsSpan(0, used), []);
            if (error != 0)
                throw WindowsException.ForCode($"Cannot create a partition on disk {disk.Number}", error, Advice);
            raw.UpdateProperties();
        }

        await VolumeFinder.WaitAsync(disk.Number, geometry.Start, VolumeBound, time, cancellationToken);
    }

    public async Task FormatAsync(DataDisk disk, long start, VolumeFormat format, CancellationToken cancellationToken)
    {
        var volume = await VolumeFinder.WaitAsync(disk.Number, start, VolumeBound, time, cancellationToken);
        using (var raw = Open(disk))
        {
            Demand(volume.FileSystem is null, disk, $"has {volume.FileSystem} on its volume by now");
            var partition = Layout(disk).Partitions.FirstOrDefault(found => found.Start == start);
            Demand(partition is not null && raw.IsZero(start, partition.Size), disk, "holds something on its volume by now");
        }

        // From here on the volume's own path names it, which no other volume has.
        await new VolumeFormatter(time).FormatAsync($@"{volume.Path}\", format, cancellationToken);
    }

    /// <summary>Puts the partitions into a table that has none.</summary>
    /// <returns>The bytes of the table that count.</returns>
    internal static int Fill(byte[] table, DiskGeometry geometry, int sectorSize)
    {
        ref var head = ref MemoryMarshal.AsRef<DRIVE_LAYOUT_INFORMATION_EX>(table.AsSpan());
        var entries = WindowsDiskLayout.EntriesIn(table);
        entries.Clear();
        uint count = 0;
        if (geometry.ReservedSize > 0)
            Set(ref entries[(int)count++], DiskGeometry.First, geometry.ReservedSize, PartitionTypes.Reserved);
        Set(ref entries[(int)count++], geometry.Start, geometry.Size, PartitionTypes.BasicData);
        // A master boot record is written as a whole: all four of its entries.
        head.PartitionCount = geometry.Style == PartitionStyle.Mbr ? MbrEntries : count;
        for (var i = (int)count; i < head.PartitionCount; i++)
            (entries[i].PartitionStyle, entries[i].RewritePartition) = (DiskControlNative.PARTITION_STYLE_MBR, 1);
        return table.Length - MemoryMarshal.AsBytes(entries[(int)head.PartitionCount..]).Length;

        void Set(ref PARTITION_INFORMATION_EX entry, long start, long size, Guid type)
        {
            entry.PartitionStyle = Native(geometry.Style);
            (entry.StartingOffset, entry.PartitionLength, entry.RewritePartition) = (start, size, 1);
            entry.PartitionNumber = count;
            if (geometry.Style == PartitionStyle.Gpt)
            {
                entry.Gpt.PartitionType = type;
                entry.Gpt.PartitionId = Guid.NewGuid();
            }
            else
            {
                entry.Mbr.PartitionType = PartitionTypes.Ifs;
                entry.Mbr.RecognizedPartition = 1;
                entry.Mbr.HiddenSectors = (uint)(start / sectorSize);
            }
        }
    }

    private static int Native(PartitionStyle style) =>
        style == PartitionStyle.Gpt ? DiskControlNative.PARTITION_STYLE_GPT : DiskControlNative.PARTITION_STYLE_MBR;

    /// <summary>Opens the disk that was listed: a number is given to another one as soon as a disk is gone.</summary>
    private static RawDisk Open(DataDisk disk)
    {
        var raw = new RawDisk(disk.Number, write: true);
        if (raw.Describe().Serial == disk.Facts.Serial)
            return raw;
        raw.Dispose();
        throw Refusal(disk, "is another disk by now");
    }

    private static Disk Layout(DataDisk disk) => WindowsDiskLayout.Read(disk.Number, [])
        ?? throw new WindowsException($"Disk {disk.Number} is gone. List the disks again.", null);

    /// <summary>Looks once more, right before the act.</summary>
    private static void Demand(bool condition, DataDisk disk, string reason)
    {
        if (!condition)
            throw Refusal(disk, reason);
    }

    private static WindowsException Refusal(DataDisk disk, string reason) =>
        new($"Nothing was written to disk {disk.Number}, which {reason}. {Advice}", null);
}
