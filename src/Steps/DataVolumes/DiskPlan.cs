using OpenLaunch.Steps.Disks;

namespace OpenLaunch.Steps.DataVolumes;

/// <summary>How far this instance has come with a disk, as the journal keeps it.</summary>
internal enum DiskProgress
{
    None,
    Begun,
    Done,
}

/// <summary>What becomes of one disk.</summary>
/// <param name="Wish">What the inputs say of it by name, or null.</param>
internal sealed record DiskPlan(SurveyedDisk Disk, VolumeDevice? Wish, DiskProgress Progress)
{
    /// <summary>The changes that make a volume, in order.</summary>
    public IReadOnlyList<DiskAct> Acts { get; init; } = [];

    /// <summary>Why the disk is left as it is, for people; null: it is not, or nobody asked for it.</summary>
    public string? Left { get; init; }

    /// <summary>Whether that is a failure, since the disk was named.</summary>
    public bool IsFailure { get; init; }

    /// <summary>Whether letters, labels and sizes of its volumes are looked after.</summary>
    public bool IsTended { get; init; }

    /// <summary>Whether a volume is made of it in this run, or was begun in one that did not finish.</summary>
    public bool IsNew => Acts.Any(act => act is DiskAct.Format) || Progress == DiskProgress.Begun;

    /// <summary>The name under which the journal keeps the progress.</summary>
    public string Key => KeyOf(Disk);

    public static string KeyOf(SurveyedDisk disk)
    {
        var serial = disk.Facts.Serial.Length > 0 ? disk.Facts.Serial : null;
        return $"disk-{disk.Identity.VolumeId ?? serial ?? disk.Identity.Device ?? $"{disk.Number}"}";
    }
}
