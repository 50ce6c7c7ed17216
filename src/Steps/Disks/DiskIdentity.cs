using System.Text.RegularExpressions;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Disks;

/// <summary>What a disk is on EC2.</summary>
internal enum DiskKind
{
    Other,
    Ebs,
    InstanceStore,
    Root,
}

/// <summary>What a disk is on EC2: made of facts, never guessed. What they do not tell is <see cref="DiskKind.Other"/>.</summary>
/// <param name="VolumeId">Its id, <c>vol-…</c> or <c>AWS-…</c>, or null.</param>
/// <param name="Device">The device name that it was attached as, <c>xvdf</c>, or null.</param>
/// <param name="Ephemeral">The name of an instance store volume in the block device mapping, <c>ephemeral0</c>, or null.</param>
/// <param name="Reason">Why it is neither, as a clause: <c>it is an iSCSI disk</c>; null where it is one of them.</param>
internal sealed partial record DiskIdentity(DiskKind Kind, string? VolumeId, string? Device, string? Ephemeral, string? Reason)
{
    private const int FirstInstanceStoreTarget = 78; // xvdca

    /// <param name="mapping">What metadata tells of the devices; null when it does not answer, or is not needed.</param>
    public static DiskIdentity Of(DataDisk disk, BlockDeviceMapping? mapping)
    {
        var told = NeedsMapping(disk.Facts) ? OfXen(disk.Facts, mapping) : OfNvme(disk.Facts);
        if (disk.Facts.HoldsWindows)
            return told with { Kind = DiskKind.Root, Reason = null };
        return WhyForeign(disk) is { } reason ? told with { Kind = DiskKind.Other, Reason = reason } : told;
    }

    /// <summary>Whether it is a disk of Xen, which does not tell by itself what it is.</summary>
    public static bool NeedsMapping(DiskFacts facts) =>
        facts.Path.Contains("PVDISK", StringComparison.OrdinalIgnoreCase)
        || facts.Product.Contains("PVDISK", StringComparison.OrdinalIgnoreCase);

    /// <summary>The disk for messages: <c>disk 3 (vol-0123456789abcdef0, xvdf)</c>.</summary>
    public string Name(int number)
    {
        string[] names = [.. new[] { VolumeId, Device ?? Ephemeral }.OfType<string>()];
        return names.Length == 0 ? $"disk {number}" : $"disk {number} ({string.Join(", ", names)})";
    }

    private static DiskIdentity OfNvme(DiskFacts facts)
    {
        // The name of an instance store volume is told as ephemeral0:sdb or ephemeral0:none.
        var parts = (facts.AttachName ?? "").Split(':');
        var ephemeral = parts.FirstOrDefault(part => Ephemerals().IsMatch(part));
        var device = parts.Select(DeviceName.Shorten).FirstOrDefault(part => part is not ("" or "none") && part != ephemeral);
        var serial = Serials().Match(facts.Serial);
        // The product is cut off at the 16 characters that SCSI has for it: Amazon Elastic B.
        return (serial.Groups[1].Value, facts.Product) switch
        {
            ("vol", var product) when product.Contains("Amazon Elastic B", StringComparison.Ordinal) =>
                new(DiskKind.Ebs, $"vol-{serial.Groups[2].Value}", device, null, null),
            ("AWS", var product) when product.Contains("Amazon EC2 NVMe", StringComparison.Ordinal) =>
                new(DiskKind.InstanceStore, $"AWS-{serial.Groups[2].Value}", device, ephemeral, null),
            _ => new(DiskKind.Other, null, null, null, "it is neither an EBS volume nor instance store"),
        };
    }

    private static DiskIdentity OfXen(DiskFacts facts, BlockDeviceMapping? mapping)
    {
        if (facts.ScsiTarget is not { } target || DeviceName.OfXenTarget(target) is not { } device)
            return new(DiskKind.Other, null, null, null, "its device name is not known");
        if (mapping is null)
            return new(DiskKind.Other, null, device, null, "metadata did not tell whether it is an EBS volume or instance store");
        if (mapping.EphemeralOf(device) is { } ephemeral)
            return new(DiskKind.InstanceStore, null, device, ephemeral, null);
        // A volume that was attached after the start is not in the mapping; a name of instance store that is not may be either.
        return target < FirstInstanceStoreTarget || mapping.IsEbs(device)
            ? new(DiskKind.Ebs, null, device, null, null)
            : new(DiskKind.Other, null, device, null, $"metadata does not know {device}");
    }

    private static string? WhyForeign(DataDisk disk)
    {
        var facts = disk.Facts;
        if (facts.IsClustered)
            return "it belongs to a failover cluster";
        if (facts.IsRemovable || facts.Bus == DiskBus.Usb)
            return "it is removable";
        if (disk.Layout.Partitions.Any(partition => partition.Kind == PartitionKind.Pool))
            return "it belongs to a Storage Spaces pool";
        if (facts.Path.Contains("NETAPP", StringComparison.OrdinalIgnoreCase)
            || facts.Product.Contains("NETAPP", StringComparison.OrdinalIgnoreCase))
        {
            return "it is a NetApp disk";
        }

        return facts.Bus switch
        {
            DiskBus.IScsi => "it is an iSCSI disk",
            DiskBus.FibreChannel => "it is a Fibre Channel disk",
            DiskBus.Spaces => "it is a Storage Spaces disk",
            DiskBus.FileBacked or DiskBus.Virtual => "it is a virtual disk",
            _ => null,
        };
    }

    [GeneratedRegex(@"\A(vol|AWS)-?([0-9A-Fa-f]{17})(?:_[0-9]+\.?)?\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Serials();

    [GeneratedRegex(@"\Aephemeral[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ephemerals();
}

/// <summary>Device names, which people and EC2 write in several ways.</summary>
internal static class DeviceName
{
    private static readonly string[] Prefixes = ["/dev/", @"\dev\", @"\\.\"];

    /// <summary>The device of a SCSI target of Xen (EC2 User Guide, "Map disks to volumes"); null: none.</summary>
    public static string? OfXenTarget(int target) => target switch
    {
        0 => "sda1",
        > 0 and < 26 => $"xvd{(char)('a' + target)}",
        >= 26 and < 26 * 27 => $"xvd{(char)('a' + target / 26 - 1)}{(char)('a' + target % 26)}",
        _ => null,
    };

    /// <summary>The name without folder: <c>xvdf</c> for <c>/dev/xvdf</c>.</summary>
    public static string Shorten(string name)
    {
        var text = name.Trim('\0', ' ', '\t').ToLowerInvariant();
        return Array.Find(Prefixes, prefix => text.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix
            ? text[prefix.Length..]
            : text;
    }

    /// <summary>Equal for names of the same device: <c>/dev/sdf</c> and <c>xvdf</c>, <c>vol0</c> and <c>vol-0</c>.</summary>
    public static string Canonical(string name)
    {
        var text = Shorten(name);
        if (text is "sda" or "sda1" or "xvda" or "xvda1")
            return "xvda";
        if (text.StartsWith("sd", StringComparison.Ordinal))
            return $"xvd{text[2..]}";
        return text.StartsWith("vol", StringComparison.Ordinal) ? $"vol{text[3..].TrimStart('-')}" : text;
    }
}
