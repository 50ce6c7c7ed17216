using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Volumes.Native;

internal static class DiskControlNative
{
    [NativeConstant("winerror.h")] public const int ERROR_INSUFFICIENT_BUFFER = 122;
    [NativeConstant("winerror.h")] public const int ERROR_NO_MORE_FILES = 18;
    [NativeConstant("winioctl.h")] public const int PARTITION_STYLE_MBR = 0;
    [NativeConstant("winioctl.h")] public const int PARTITION_STYLE_GPT = 1;
    [NativeConstant("winioctl.h")] public const uint IOCTL_DISK_GET_DRIVE_LAYOUT_EX = 0x00070050;
    [NativeConstant("winioctl.h")] public const uint IOCTL_DISK_GET_DRIVE_GEOMETRY_EX = 0x000700A0;
    [NativeConstant("winioctl.h")] public const uint IOCTL_DISK_UPDATE_DRIVE_SIZE = 0x0007C0C8;
    [NativeConstant("winioctl.h")] public const uint IOCTL_DISK_GROW_PARTITION = 0x0007C0D0;
    [NativeConstant("winioctl.h")] public const uint IOCTL_DISK_UPDATE_PROPERTIES = 0x00070140;
    [NativeConstant("winioctl.h")] public const uint IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS = 0x00560000;
    [NativeConstant("winioctl.h")] public const uint IOCTL_DISK_CREATE_DISK = 0x0007C058;
    [NativeConstant("winioctl.h")] public const uint IOCTL_DISK_SET_DRIVE_LAYOUT_EX = 0x0007C054;
    [NativeConstant("winioctl.h")] public const uint IOCTL_DISK_DELETE_DRIVE_LAYOUT = 0x0007C100;
    [NativeConstant("winioctl.h")] public const uint FSCTL_EXTEND_VOLUME = 0x000900F0;
}

/// <summary>A disk's geometry, of which the sector size matters still.</summary>
[NativeStruct("DISK_GEOMETRY", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal struct DISK_GEOMETRY
{
    public long Cylinders;
    public int MediaType;
    public uint TracksPerCylinder;
    public uint SectorsPerTrack;
    public uint BytesPerSector;
}

/// <summary>A disk's geometry and size.</summary>
[NativeStruct("DISK_GEOMETRY_EX", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal struct DISK_GEOMETRY_EX
{
    public DISK_GEOMETRY Geometry;
    public long DiskSize;
    public byte Data;
}

/// <summary>A partition of a disk; the parts that only one partition style has are left out.</summary>
[NativeStruct("PARTITION_INFORMATION_EX", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal unsafe struct PARTITION_INFORMATION_EX
{
    public int PartitionStyle;
    public long StartingOffset;
    public long PartitionLength;
    public uint PartitionNumber;
    public byte RewritePartition;
    public byte IsServicePartition;

    [NativeField("Gpt")]
    private fixed ulong styleSpecific[14];

    /// <summary>The partition of a GPT.</summary>
    [UnscopedRef]
    public ref PARTITION_INFORMATION_GPT Gpt => ref Unsafe.As<ulong, PARTITION_INFORMATION_GPT>(ref styleSpecific[0]);

    /// <summary>The partition of a master boot record.</summary>
    [UnscopedRef]
    public ref PARTITION_INFORMATION_MBR Mbr => ref Unsafe.As<ulong, PARTITION_INFORMATION_MBR>(ref styleSpecific[0]);
}

/// <summary>What a GPT says of a partition.</summary>
[NativeStruct("PARTITION_INFORMATION_GPT", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal unsafe struct PARTITION_INFORMATION_GPT
{
    public Guid PartitionType;
    public Guid PartitionId;
    public ulong Attributes;
    public fixed char Name[36];
}

/// <summary>What a master boot record says of a partition.</summary>
[NativeStruct("PARTITION_INFORMATION_MBR", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal struct PARTITION_INFORMATION_MBR
{
    public byte PartitionType;
    public byte BootIndicator;
    public byte RecognizedPartition;
    public uint HiddenSectors;
    public Guid PartitionId;
}

/// <summary>A disk's partition table: this head, then the partitions.</summary>
[NativeStruct("DRIVE_LAYOUT_INFORMATION_EX", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal unsafe struct DRIVE_LAYOUT_INFORMATION_EX
{
    public int PartitionStyle;
    public uint PartitionCount;

    [NativeField("Gpt")]
    private fixed ulong styleSpecific[5];

    /// <summary>The identifier of a GPT.</summary>
    public Guid GptDiskId => Unsafe.As<ulong, Guid>(ref styleSpecific[0]);

    /// <summary>The identifier of a master boot record.</summary>
    public uint MbrSignature => (uint)styleSpecific[0];

    /// <summary>The first of <see cref="PartitionCount"/> partitions.</summary>
    public PARTITION_INFORMATION_EX PartitionEntry;
}

/// <summary>How much longer a partition is to become.</summary>
[NativeStruct("DISK_GROW_PARTITION", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal struct DISK_GROW_PARTITION
{
    public uint PartitionNumber;
    public long BytesToGrow;
}

/// <summary>A run of bytes on a disk.</summary>
[NativeStruct("DISK_EXTENT", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal struct DISK_EXTENT
{
    public uint DiskNumber;
    public long StartingOffset;
    public long ExtentLength;
}

/// <summary>Where a volume lies; a basic volume has one extent.</summary>
[NativeStruct("VOLUME_DISK_EXTENTS", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal struct VOLUME_DISK_EXTENTS
{
    public uint NumberOfDiskExtents;
    public DISK_EXTENT Extents;
}

internal static unsafe partial class WindowsVolumesNative
{
    [NativeConstant("winbase.h")] public const uint DRIVE_FIXED = 3;

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial SafeVolumeSearchHandle FindFirstVolumeW(char* name, uint length);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool FindNextVolumeW(SafeVolumeSearchHandle search, char* name, uint length);

    [LibraryImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool FindVolumeClose(nint search);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial uint GetDriveTypeW(string root);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetVolumeInformationW(
        string root, char* label, uint labelLength, uint* serial, uint* componentLength, uint* flags, char* fileSystem,
        uint fileSystemLength);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetDiskFreeSpaceW(
        string root, out uint sectorsPerCluster, out uint bytesPerSector, out uint freeClusters, out uint clusters);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetVolumePathNamesForVolumeNameW(string root, char* paths, uint length, out uint needed);
}

/// <summary>A search for volumes.</summary>
internal sealed class SafeVolumeSearchHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => WindowsVolumesNative.FindVolumeClose(handle);
}
