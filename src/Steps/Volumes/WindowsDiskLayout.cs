using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Volumes.Native;

namespace OpenLaunch.Steps.Volumes;

/// <summary>Reads the partition tables.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsDiskLayout
{
    private const string DevicePrefix = "PhysicalDrive";
    private const int Partitions = 128; // of a GPT as Windows writes it
    private const int MostPartitions = 16 * 1024;

    // What is before the first partition.
    private static readonly unsafe int HeadLength = sizeof(DRIVE_LAYOUT_INFORMATION_EX) - sizeof(PARTITION_INFORMATION_EX);

    public static string PathOf(int disk) => $@"\\.\{DevicePrefix}{disk.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The numbers of all disks; they may have gaps, after a disk was detached.</summary>
    public static unsafe IReadOnlyList<int> Numbers()
    {
        var names = new char[16 * 1024];
        uint length;
        while (true)
        {
            fixed (char* buffer = names)
                length = QueryDosDeviceW(null, buffer, (uint)names.Length);
            if (length != 0)
                break;
            if (Marshal.GetLastPInvokeError() != DiskControlNative.ERROR_INSUFFICIENT_BUFFER)
                throw WindowsException.ForLastError("Cannot list the devices", "Run as an administrator or LocalSystem.");
            names = new char[names.Length * 2];
        }

        return [.. new string(names, 0, (int)length).Split('\0')
            .Where(name => name.StartsWith(DevicePrefix, StringComparison.OrdinalIgnoreCase))
            .Select(name => int.TryParse(name[DevicePrefix.Length..], CultureInfo.InvariantCulture, out var n) ? n : -1)
            .Where(number => number >= 0)
            .Order()];
    }

    /// <summary>Reads one disk, or null when it is gone or gives no geometry, e.g. a card reader without a card.</summary>
    public static Disk? Read(int number, IReadOnlyList<WindowsVolume> volumes)
    {
        using var device = DeviceControl.TryOpen(PathOf(number));
        if (device is null || !DeviceControl.TryQuery<DISK_GEOMETRY_EX>(
            device, DiskControlNative.IOCTL_DISK_GET_DRIVE_GEOMETRY_EX, out var geometry))
        {
            return null;
        }

        var (style, partitions) = ReadTable(device, number, volumes);
        return new(number, geometry.DiskSize, style, (int)geometry.Geometry.BytesPerSector, partitions);
    }

    private static (PartitionStyle Style, List<Partition> Partitions) ReadTable(
        SafeFileHandle device, int number, IReadOnlyList<WindowsVolume> volumes)
    {
        if (ReadBytes(device) is not { } bytes)
            return (PartitionStyle.Raw, []);

        ref readonly var layout = ref MemoryMarshal.AsRef<DRIVE_LAYOUT_INFORMATION_EX>(bytes);
        var style = layout.PartitionStyle switch
        {
            DiskControlNative.PARTITION_STYLE_GPT => PartitionStyle.Gpt,
            DiskControlNative.PARTITION_STYLE_MBR => PartitionStyle.Mbr,
            _ => PartitionStyle.Raw,
        };
        var entries = EntriesIn(bytes);
        var partitions = new List<Partition>();
        foreach (ref readonly var entry in entries[..(int)Math.Min(layout.PartitionCount, entries.Length)])
        {
            // Unused rows and the container of logical drives have no number.
            if (entry.PartitionNumber != 0 && entry.PartitionLength > 0)
                partitions.Add(Describe(entry, number, volumes));
        }

        return (style, partitions);
    }

    /// <summary>The table as Windows gives it, with room for more partitions; null when there is none.</summary>
    public static unsafe byte[]? ReadBytes(SafeFileHandle device)
    {
        for (var room = Partitions; ; room *= 2)
        {
            var bytes = new byte[HeadLength + (room * sizeof(PARTITION_INFORMATION_EX))];
            var error = DeviceControl.Send(device, DiskControlNative.IOCTL_DISK_GET_DRIVE_LAYOUT_EX, [], bytes);
            if (error == 0)
                return bytes;
            // Other systems make tables with more; a disk whose table does not fit has one all the same.
            if (error != DiskControlNative.ERROR_INSUFFICIENT_BUFFER || room > MostPartitions)
                return null;
        }
    }

    /// <summary>The partitions of a table, and the room behind them.</summary>
    public static Span<PARTITION_INFORMATION_EX> EntriesIn(byte[] table) =>
        MemoryMarshal.Cast<byte, PARTITION_INFORMATION_EX>(table.AsSpan(HeadLength));

    private static Partition Describe(PARTITION_INFORMATION_EX entry, int disk, IReadOnlyList<WindowsVolume> volumes)
    {
        var (start, size) = (entry.StartingOffset, entry.PartitionLength);
        var volume = volumes.FirstOrDefault(v => v.Disk == disk && v.Start == start);
        var used = FileSystemRoom.InPartition(size, volume?.FileSystemSize ?? 0, volume?.ClusterSize ?? 0);
        var isGpt = entry.PartitionStyle == DiskControlNative.PARTITION_STYLE_GPT;
        return new((int)entry.PartitionNumber, start, size, volume?.Letter, volume?.FileSystem, used)
        {
            Label = volume?.Label,
            Kind = isGpt ? PartitionTypes.KindOf(entry.Gpt.PartitionType) : PartitionTypes.KindOf(entry.Mbr.PartitionType),
            NeedsNoLetter = volume?.IsInFolder == true || (isGpt && PartitionTypes.IsUnlettered(entry.Gpt.Attributes)),
        };
    }

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    private static unsafe partial uint QueryDosDeviceW(string? device, char* target, uint length);
}
