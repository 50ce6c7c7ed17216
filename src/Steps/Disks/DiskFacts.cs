using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Disks;

/// <summary>A disk: its partitions, and what Windows and the disk tell of it.</summary>
internal sealed record DataDisk(Disk Layout, DiskFacts Facts)
{
    public int Number => Layout.Number;
}

/// <summary>What Windows and the disk itself tell of it: <see cref="DiskIdentity"/> is made of nothing else.</summary>
internal sealed record DiskFacts
{
    public DiskBus Bus { get; init; }

    public string Product { get; init; } = "";

    /// <summary>The serial number: <c>vol0123456789abcdef0_00000001.</c> on an EBS volume.</summary>
    public string Serial { get; init; } = "";

    /// <summary>The device name that the vendor's part of NVMe's Identify Controller holds; null when it was not told.</summary>
    public string? AttachName { get; init; }

    /// <summary>The target of its SCSI address; null when it has none.</summary>
    public int? ScsiTarget { get; init; }

    /// <summary>Where the device hangs: <c>SCSI\DISK&amp;VEN_AWS&amp;PROD_PVDISK\…</c>.</summary>
    public string Path { get; init; } = "";

    public bool IsRemovable { get; init; }

    /// <summary>Whether it is a resource of a failover cluster.</summary>
    public bool IsClustered { get; init; }

    public bool IsOffline { get; init; }

    public bool IsReadOnly { get; init; }

    /// <summary>Whether the system, the boot or a page-file partition is on it.</summary>
    public bool HoldsWindows { get; init; }

    /// <summary>What the partition table is known by: its GUID or signature; null when there is none.</summary>
    public string? TableId { get; init; }
}

/// <summary>What a disk hangs on, as Windows tells it.</summary>
internal enum DiskBus
{
    Unknown,
    Nvme,
    Scsi,
    Sas,
    Sata,
    Raid,
    IScsi,
    FibreChannel,
    Usb,
    Spaces,
    FileBacked,
    Virtual,
}
