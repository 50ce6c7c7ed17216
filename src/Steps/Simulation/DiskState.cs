using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.Simulation;

/// <summary>A disk.</summary>
public sealed class DiskState
{
    public required int Number { get; set; }

    /// <summary>The size with its unit: <c>64GiB</c>.</summary>
    [RegularExpression(MachineForms.Size, ErrorMessage = MachineForms.NoSize)]
    public required string Size { get; set; }

    /// <summary>mbr, gpt or raw. Default: gpt.</summary>
    [RegularExpression("(?i:mbr|gpt|raw)", ErrorMessage = "must be one of mbr, gpt, raw")]
    public string Style { get; set; } = "gpt";

    /// <summary>What it hangs on, as Windows tells it. Default: nvme.</summary>
    [AllowedValues(
        "unknown", "nvme", "scsi", "sas", "sata", "raid", "iscsi", "fibreChannel", "usb", "spaces", "fileBacked", "virtual")]
    public string Bus { get; set; } = "nvme";

    /// <summary>The product as Windows tells it. Default: that of an EBS volume.</summary>
    public string Product { get; set; } = "Amazon Elastic B";

    /// <summary>The serial number, for instance <c>vol0123456789abcdef0_00000001.</c>. Default: empty.</summary>
    public string Serial { get; set; } = "";

    /// <summary>The name it was attached as, which the disk tells if it is NVMe: <c>sdf</c>; null: it tells none.</summary>
    public string? Device { get; set; }

    /// <summary>The target of its SCSI address; null: it has none.</summary>
    public int? ScsiTarget { get; set; }

    /// <summary>The device's path. Default: empty.</summary>
    public string Path { get; set; } = "";

    /// <summary>The name of a disk of Xen in the block device mapping, for instance <c>ephemeral0</c>; null: none.</summary>
    public string? MappedAs { get; set; }

    /// <summary>Whether it is offline. Default: false.</summary>
    public bool Offline { get; set; }

    /// <summary>Whether it is read-only. Default: false.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>Whether it can be taken out. Default: false.</summary>
    public bool Removable { get; set; }

    /// <summary>Whether it belongs to a failover cluster. Default: false.</summary>
    public bool Clustered { get; set; }

    /// <summary>The identifier of its partition table; null: made from its number.</summary>
    public string? TableId { get; set; }

    /// <summary>
    /// What is on it beside a partition table and partitions: zero, unreadable, unknown, or what OpenLaunch knows by its
    /// signature, for instance <c>ext4</c>, <c>LVM</c>, <c>NTFS</c>. Default: zero.
    /// </summary>
    public string Content { get; set; } = "zero";

    /// <summary>It is attached after this many milliseconds of waiting for a disk; null: it is there.</summary>
    public int? AttachesAfterMilliseconds { get; set; }

    /// <summary>The partitions.</summary>
    [Holds(typeof(PartitionState))]
    public List<PartitionState> Partitions { get; set; } = [];
}

/// <summary>A partition.</summary>
public sealed class PartitionState
{
    public required int Number { get; set; }

    /// <summary>Where it starts, with unit: <c>1MiB</c>.</summary>
    [RegularExpression(MachineForms.Size, ErrorMessage = MachineForms.NoSize)]
    public required string Start { get; set; }

    /// <summary>Its size with unit.</summary>
    [RegularExpression(MachineForms.Size, ErrorMessage = MachineForms.NoSize)]
    public required string Size { get; set; }

    /// <summary>data, system, reserved, recovery, pool, dynamic or foreign. Default: data.</summary>
    [AllowedValues("data", "system", "reserved", "recovery", "pool", "dynamic", "foreign")]
    public string Kind { get; set; } = "data";

    [RegularExpression("[A-Za-z]?", ErrorMessage = "must be one letter")]
    public string? Letter { get; set; }

    /// <summary>The folder that it is mounted in, if any.</summary>
    public string? Folder { get; set; }

    public string? FileSystem { get; set; }

    /// <summary>The volume's label, if any.</summary>
    public string? Label { get; set; }

    /// <summary>What is on a partition where Windows finds no file system, as for a disk. Default: unknown.</summary>
    public string Content { get; set; } = "unknown";

    /// <summary>What the file system uses, with unit; null: the whole partition.</summary>
    [RegularExpression(MachineForms.Size, ErrorMessage = MachineForms.NoSize)]
    public string? VolumeSize { get; set; }
}

/// <summary>A drive letter that no disk has.</summary>
public sealed class LetterState
{
    /// <summary>The letter.</summary>
    [RegularExpression("[A-Z]")]
    public required string Letter { get; set; }

    /// <summary>What has it: cd, network, removable or memory. Default: cd.</summary>
    [AllowedValues("cd", "network", "removable", "memory")]
    public string Kind { get; set; } = "cd";
}
