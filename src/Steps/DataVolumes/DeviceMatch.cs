using System.Globalization;
using OpenLaunch.Steps.Disks;

namespace OpenLaunch.Steps.DataVolumes;

/// <summary>Finds the disk that a device of the inputs names.</summary>
internal sealed class DeviceMatch
{
    private readonly IReadOnlyList<SurveyedDisk> disks;
    private readonly IReadOnlyList<SurveyedDisk> instanceStore;

    public DeviceMatch(IReadOnlyList<SurveyedDisk> disks)
    {
        this.disks = disks;
        instanceStore = [.. disks.Where(disk => disk.Identity.Kind == DiskKind.InstanceStore)
            .OrderBy(disk => NumberIn(disk.Identity.Ephemeral, "ephemeral") ?? int.MaxValue).ThenBy(disk => disk.Number)];
    }

    /// <summary>The disk, or null when none has that name, or more than one.</summary>
    public SurveyedDisk? Find(string device)
    {
        var wanted = DeviceName.Canonical(device);
        var named = disks.Where(disk => NamesOf(disk).Any(name => DeviceName.Canonical(name) == wanted)).ToList();
        if (named.Count > 0)
            return named.Count == 1 ? named[0] : null;
        return Ordinal(wanted) is { } ordinal && ordinal < instanceStore.Count ? instanceStore[ordinal] : null;
    }

    private static IEnumerable<string> NamesOf(SurveyedDisk disk) =>
        new[]
            {
                disk.Identity.VolumeId, disk.Identity.Device, disk.Identity.Ephemeral, disk.Facts.Serial,
                disk.Facts.Serial.Split('_')[0],
            }
            .OfType<string>().Where(name => name.Length > 0);

    /// <summary>
    /// The place among the instance store volumes. EC2 gives names of NVMe devices to no other volumes of an instance
    /// (EC2 User Guide, "Device names on Windows instances"), and where the disks tell their numbers, those alone count.
    /// </summary>
    private int? Ordinal(string device)
    {
        if (device.EndsWith("n1", StringComparison.Ordinal) && NumberIn(device[..^2], "nvme") is { } place)
            return place;
        return instanceStore.All(disk => disk.Identity.Ephemeral is null) ? NumberIn(device, "ephemeral") : null;
    }

    private static int? NumberIn(string? name, string prefix) =>
        name is not null && name.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(name[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
