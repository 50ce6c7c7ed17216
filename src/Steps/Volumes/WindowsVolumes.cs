using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Volumes.Native;

namespace OpenLaunch.Steps.Volumes;

/// <summary>A volume that lies in one piece on one disk.</summary>
internal sealed record WindowsVolume(
    string Path, int Disk, long Start, char? Letter, string? FileSystem, long FileSystemSize, long ClusterSize)
{
    /// <summary>The volume's label; null: none.</summary>
    public string? Label { get; init; }

    /// <summary>Whether it is mounted in a folder.</summary>
    public bool IsInFolder { get; init; }
}

/// <summary>Lists the volumes, those without a letter included.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe class WindowsVolumes
{
    private const int LongestName = 261; // MAX_PATH and the closing zero

    public static IReadOnlyList<WindowsVolume> List(CancellationToken cancellationToken)
    {
        var volumes = new List<WindowsVolume>();
        foreach (var root in Roots())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(root) is { } volume)
                volumes.Add(volume);
        }

        return volumes;
    }

    private static List<string> Roots()
    {
        var name = stackalloc char[LongestName];
        var roots = new List<string>();
        using var search = WindowsVolumesNative.FindFirstVolumeW(name, LongestName);
        if (search.IsInvalid)
        {
            return Marshal.GetLastPInvokeError() == DiskControlNative.ERROR_NO_MORE_FILES
                ? roots
                : throw WindowsException.ForLastError("Cannot list the volumes", "Run as an administrator or LocalSystem.");
        }

        do
            roots.Add(new string(name));
        while (WindowsVolumesNative.FindNextVolumeW(search, name, LongestName));
        return roots;
    }

    private static WindowsVolume? Read(string root)
    {
        if (WindowsVolumesNative.GetDriveTypeW(root) != WindowsVolumesNative.DRIVE_FIXED)
            return null;
        var path = root.TrimEnd('\\');
        using var device = DeviceControl.TryOpen(path);
        if (device is null || !DeviceControl.TryQuery<VOLUME_DISK_EXTENTS>(
                device, DiskControlNative.IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS, out var extents)
            || extents.NumberOfDiskExtents != 1)
        {
            return null; // spans disks, or lies on none
        }

        var fileSystem = stackalloc char[LongestName];
        var label = stackalloc char[LongestName];
        var formatted = WindowsVolumesNative.GetVolumeInformationW(
            root, label, LongestName, null, null, null, fileSystem, LongestName);
        var (size, cluster) = formatted ? SizeOf(root) : default;
        var mounts = MountsOf(root);
        return new(
            path, (int)extents.Extents.DiskNumber, extents.Extents.StartingOffset, LetterIn(mounts),
            formatted ? new string(fileSystem) : null, size, cluster)
        {
            Label = formatted && label[0] != 0 ? new string(label) : null,
            IsInFolder = mounts.Any(mount => mount.Length > 3),
        };
    }

    private static (long Size, long Cluster) SizeOf(string root)
    {
        // Its 32 bits hold every NTFS volume: NTFS has at most 2^32 - 1 clusters. Unlike a file system control it needs no
        // right to read the volume.
        if (!WindowsVolumesNative.GetDiskFreeSpaceW(root, out var sectors, out var bytes, out _, out var clusters))
            return default;
        var cluster = (long)sectors * bytes;
        return (clusters * cluster, cluster);
    }

    private static string[] MountsOf(string root)
    {
        var paths = stackalloc char[LongestName * 4];
        return WindowsVolumesNative.GetVolumePathNamesForVolumeNameW(root, paths, LongestName * 4, out var length)
            ? new string(paths, 0, (int)length).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            : [];
    }

    private static char? LetterIn(string[] mounts) =>
        mounts.Where(mount => mount.Length == 3 && mount[1] == ':').Select(mount => (char?)char.ToUpperInvariant(mount[0]))
            .FirstOrDefault();
}

/// <summary>Tells how much of its partition a file system takes.</summary>
internal static class FileSystemRoom
{
    /// <summary>
    /// The bytes that the file system takes. One that fills its partition is said to take all of it: NTFS counts whole
    /// clusters, and keeps the partition's last sector for the copy of its boot sector, so its own figure is always less.
    /// </summary>
    public static long InPartition(long partitionSize, long fileSystemSize, long clusterSize) =>
        fileSystemSize > 0 && partitionSize - fileSystemSize <= clusterSize ? partitionSize : fileSystemSize;
}
