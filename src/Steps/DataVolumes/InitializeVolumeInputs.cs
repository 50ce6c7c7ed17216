using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;
using OpenLaunch.Steps.Disks;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.DataVolumes;

/// <summary>The inputs of <c>initializeVolume</c>: those of EC2Launch v2, and a few more.</summary>
public sealed record InitializeVolumeInputs : IValidatableObject
{
    /// <summary>Which disks become volumes, if they are empty.</summary>
    [Required, Description("Which disks become volumes, if they are empty: all, or those of devices")]
    public VolumeSelection? Initialize { get; init; }

    /// <summary>The disks that are named; with <c>all</c>, those that are not as all others.</summary>
    [Description("The disks that are named")]
    [Holds(typeof(VolumeDevice))]
    public IReadOnlyList<VolumeDevice> Devices { get; init; } = [];

    /// <summary>Whether volumes of disks that are not named grow with their disks too. Default: false.</summary>
    [Description("Whether volumes of disks that are not named are extended too, when their disk has grown")]
    public bool Extend { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Initialize == VolumeSelection.Devices && Devices.Count == 0)
            yield return new("initialize: devices needs the key 'devices' with at least one device", [nameof(Devices)]);
        foreach (var twice in Devices.GroupBy(device => DeviceName.Canonical(device.Device)).Where(same => same.Count() > 1))
            yield return new($"the device {twice.First().Device} stands here twice", [nameof(Devices)]);
        foreach (var twice in Devices.Where(device => device.Letter is not null)
            .GroupBy(device => char.ToUpperInvariant(device.Letter![0])).Where(same => same.Count() > 1))
            yield return new($"the letter {twice.Key} is wanted twice", [nameof(Devices)]);
    }
}

/// <summary>Which disks <c>initializeVolume</c> makes volumes of.</summary>
public enum VolumeSelection
{
    /// <summary>All EBS and instance store volumes.</summary>
    All,

    /// <summary>Those that are named.</summary>
    Devices,
}

/// <summary>The kinds of partition tables that a disk can be given.</summary>
public enum VolumePartition
{
    /// <summary>Master boot record, up to 2 TiB.</summary>
    Mbr,

    /// <summary>GUID partition table.</summary>
    Gpt,
}

/// <summary>A disk that is named, and what its volume is to be.</summary>
public sealed record VolumeDevice : IValidatableObject
{
    private const int LeastUnit = 512;
    private const int MostUnit = 2 << 20; // NTFS since Windows Server 2019

    /// <summary>
    /// The device name that it was attached as (<c>xvdf</c>, <c>/dev/sdf</c>), the volume's id (<c>vol-…</c>), the serial
    /// number, or of instance store <c>ephemeral0</c> or <c>nvme0n1</c>: counted from 0.
    /// </summary>
    [StringLength(int.MaxValue, MinimumLength = 1)]
    [Description("The device name that it was attached as, vol-…, the serial number, or ephemeral0 for instance store")]
    public required string Device { get; init; }

    /// <summary>The drive letter; null: the first free one, from D up, of instance store from Z down.</summary>
    [RegularExpression("[A-Za-z]")]
    [Description("The drive letter; else the first free one, from D up, of instance store from Z down")]
    public string? Letter { get; init; }

    /// <summary>The volume's label.</summary>
    [StringLength(32), Description("The volume's label")]
    public string? Name { get; init; }

    /// <summary>The kind of partition table that an empty disk gets; null: mbr below 2 TiB, else gpt.</summary>
    [Description("The partition table that an empty disk gets; else mbr below 2 TiB, and gpt from there on")]
    public VolumePartition? Partition { get; init; }

    /// <summary>Whether the volume grows when its disk has grown. Default: true.</summary>
    [Description("Whether the volume grows when its disk has grown")]
    public bool Extend { get; init; } = true;

    /// <summary>The file system of a new volume. Default: NTFS.</summary>
    [Description("The file system of a new volume")]
    public VolumeFileSystem FileSystem { get; init; }

    /// <summary>The size of a cluster: <c>64KiB</c>; null: what Windows takes.</summary>
    [Description("The size of a cluster of a new volume: 64KiB; else what Windows takes")]
    public string? AllocationUnit { get; init; }

    /// <summary>How long to wait for the disk to be attached. Default: not at all.</summary>
    [DurationRange("0s", "4h"), Description("How long to wait for the disk to be attached")]
    public TimeSpan Wait { get; init; }

    /// <summary>Whether it is no failure when the disk is not there. Default: false.</summary>
    [Description("Whether it is no failure when the disk is not there")]
    public bool Optional { get; init; }

    /// <summary>Whether a disk without partitions is cleared whatever it holds. Default: false.</summary>
    [Description("Whether a disk without partitions is cleared whatever it holds: all on it is lost")]
    public bool Force { get; init; }

    /// <summary>The wanted letter as Windows writes it.</summary>
    internal char? Drive => Letter is null ? null : char.ToUpperInvariant(Letter[0]);

    internal int? Cluster => ByteSize.TryParse(AllocationUnit, out var bytes) ? (int)bytes : null;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DeviceName.Canonical(Device) == "xvda")
            yield return new($"{Device} is the disk that Windows runs from", [nameof(Device)]);
        if (Drive == 'C')
            yield return new("C is the letter of the volume that Windows runs from", [nameof(Letter)]);
        if (Name is not null && Name.Any(char.IsControl))
            yield return new("a label holds no control characters", [nameof(Name)]);
        if (AllocationUnit is not null && WhatIsWrong(AllocationUnit) is { } wrong)
            yield return new(wrong, [nameof(AllocationUnit)]);
    }

    private string? WhatIsWrong(string unit)
    {
        if (!ByteSize.TryParse(unit, out var bytes) || bytes is < LeastUnit or > MostUnit || (bytes & (bytes - 1)) != 0)
            return $"'{unit}' is no size of a cluster: expected a power of two from 512 to 2MiB, such as 64KiB";
        return FileSystem == VolumeFileSystem.Refs && bytes is not (4096 or 65536)
            ? $"'{unit}' is no cluster size of ReFS: expected 4KiB or 64KiB"
            : null;
    }
}
