using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Volumes.Native;

/// <summary>A disk's geometry, of which the sector size matters still.</summary>
[NativeStruct("DISK_GEOMETRY", "winioctl.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct DISK_GEOMETRY
{
    public long Cylinders;
    public int MediaType;
    public uint TracksPerCylinder;
    public uint SectorsPerTrack;
    public uint BytesPerSector;
}

/// <summary>A disk's geometry and size.</summary>
[NativeStruct("DISK_GEOMETRY_EX", "winioctl.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct DISK_GEOMETRY_EX
{
    public DISK_GEOMETRY Geometry;
    public long DiskSize;
    public byte Data;
}

/// <summary>A partition of a disk; the parts that only one partition style has are left out.</summary>
[NativeStruct("PARTITION_INFORMATION_EX", "winioctl.h")]
[StructLayout(LayoutKind.Sequential)]
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
}

/// <summary>A disk's partition table: this head, then the partitions.</summary>
[NativeStruct("DRIVE_LAYOUT_INFORMATION_EX", "winioctl.h")]
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DRIVE_LAYOUT_INFORMATION_EX
{
    public int PartitionStyle;
    public uint PartitionCount;

    [NativeField("Gpt")]
    private fixed ulong styleSpecific[5];

    /// <summary>The first of <see cref="PartitionCount"/> partitions.</summary>
    public PARTITION_INFORMATION_EX PartitionEntry;
}

/// <summary>How much longer a partition is to become.</summary>
[NativeStruct("DISK_GROW_PARTITION", "winioctl.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct DISK_GROW_PARTITION
{
    public uint PartitionNumber;
    public long BytesToGrow;
}

/// <summary>A run of bytes on a disk.</summary>
[NativeStruct("DISK_EXTENT", "winioctl.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct DISK_EXTENT
{
    public uint DiskNumber;
    public long StartingOffset;
    public long ExtentLength;
}

/// <summary>Where a volume lies; a basic volume has one extent.</summary>
[NativeStruct("VOLUME_DISK_EXTENTS", "winioctl.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct VOLUME_DISK_EXTENTS
{
    public uint NumberOfDiskExtents;
    public DISK_EXTENT Extents;
}
