using OpenLaunch.Steps.Disks;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.DataVolumes;

/// <summary>
/// Decides which disks become volumes. Unasked, only a disk that is zero at both ends is ever written to; what holds anything is
/// left and told, and what this instance has begun is finished as long as it is still empty.
/// </summary>
internal sealed class InitializeVolumePlanner(
    IReadOnlyList<SurveyedDisk> disks, InitializeVolumeInputs inputs, Func<string, DiskProgress> progress)
{
    private const long MbrByDefaultBelow = 2L << 40; // as EC2Launch v2

    private readonly HashSet<string> labels =
        [.. disks.SelectMany(disk => disk.Layout.Partitions).Select(partition => partition.Label ?? "")];

    /// <summary>One plan a disk, by number; of a disk that nobody asked for an empty one.</summary>
    public IReadOnlyList<DiskPlan> Plan()
    {
        var match = new DeviceMatch(disks);
        var wishes = inputs.Devices.Select(device => (Device: device, Disk: match.Find(device.Device)))
            .Where(found => found.Disk is not null).ToLookup(found => found.Disk!.Number, found => found.Device);
        return [.. disks.Select(disk => Plan(disk, [.. wishes[disk.Number]]))];
    }

    private DiskPlan Plan(SurveyedDisk disk, IReadOnlyList<VolumeDevice> wishes)
    {
        var plan = new DiskPlan(disk, wishes.Count > 0 ? wishes[0] : null, progress(DiskPlan.KeyOf(disk)));
        if (wishes.Count > 1)
            return Leave(plan, $"{disk.Name} is named twice, as {string.Join(" and ", wishes.Select(wish => wish.Device))}");
        if (plan.Wish is null && inputs.Initialize != VolumeSelection.All)
            return plan;
        if (disk.Identity.Kind == DiskKind.Root)
            return plan.Wish is null ? plan : Leave(plan, $"{disk.Name} is the disk that Windows runs from");
        if (disk.Identity.Reason is { } reason && plan.Wish is not { Force: true })
            return Leave(plan, $"{disk.Name} is left alone: {reason}", "To use it all the same, set force: true.");
        return disk.Content.State == ContentState.Partitions ? Tend(plan) : Make(plan);
    }

    /// <summary>A disk with partitions. Its volumes are there already, or one was begun here and is empty still.</summary>
    private DiskPlan Tend(DiskPlan plan)
    {
        var disk = plan.Disk;
        var isMade = plan.Progress != DiskProgress.None;
        if (disk.Layout.Partitions.Any(partition => partition.Kind is PartitionKind.Dynamic or PartitionKind.Pool))
            return Leave(plan, $"{disk.Name} is left alone: it is a dynamic disk or part of a pool");
        if (disk.Facts.IsOffline || disk.Facts.IsReadOnly)
        {
            if (Twin(disk) is { } twin)
                return Leave(plan, $"{disk.Name} is left offline: its partition table has the same id as that of {twin.Name}");
            return isMade || plan.Wish is { Drive: not null } or { Name: not null }
                ? plan with { IsTended = true, Acts = [new DiskAct.BringOnline(disk), .. Finish(plan)] }
                : Leave(plan, $"{disk.Name} is {State(disk)} and holds partitions, so it is left so");
        }

        if (Finish(plan) is { Count: > 0 } acts)
            return plan with { IsTended = true, Acts = acts };
        var volumes = disk.Layout.Partitions.Where(partition => partition.Kind == PartitionKind.Data).ToList();
        if (volumes.Any(volume => volume.FileSystem is not null))
            return plan with { IsTended = true };
        return Leave(plan, volumes.Count == 0
            ? $"{disk.Name} holds partitions of another system"
            : $"{disk.Name} holds a partition without a file system that Windows reads, so it is left as it is");
    }

    /// <summary>The format that an interrupted run still owes, if the partition it made is empty still.</summary>
    private IReadOnlyList<DiskAct> Finish(DiskPlan plan)
    {
        var own = plan.Disk.Layout.Partitions.Where(partition => partition.Kind != PartitionKind.Reserved).ToList();
        return plan.Progress == DiskProgress.Begun && own is [{ FileSystem: null, Kind: PartitionKind.Data } volume]
            && plan.Disk.ZeroPartitions.Contains(volume.Start)
            ? [new DiskAct.Format(plan.Disk, volume.Start, FormatOf(plan))]
            : [];
    }

    /// <summary>A disk without partitions.</summary>
    private DiskPlan Make(DiskPlan plan)
    {
        var disk = plan.Disk;
        var isOwnTable = disk.Content.State == ContentState.EmptyTable && plan.Progress == DiskProgress.Begun;
        var wipes = disk.Content.State != ContentState.Zero && !isOwnTable;
        if (wipes && plan.Wish is not { Force: true })
        {
            return Leave(
                plan, $"{disk.Name} holds {disk.Content.Name}",
                "To destroy that and make a volume of the disk, set force: true.");
        }

        var style = isOwnTable ? disk.Layout.Style : StyleOf(disk, plan.Wish);
        if (style == PartitionStyle.Mbr && disk.Layout.Size > DiskGeometry.MbrLimit(disk.Layout.SectorSize))
        {
            return Leave(
                plan, $"{disk.Name} has {ByteSize.Format(disk.Layout.Size)}, more than a master boot record can hold",
                "Use partition: gpt.");
        }

        if (DiskGeometry.Of(disk.Layout, style) is not { } geometry)
            return Leave(plan, $"{disk.Name} has only {ByteSize.Format(disk.Layout.Size)}, too little for a volume");
        List<DiskAct> acts = [];
        if (disk.Facts.IsOffline || disk.Facts.IsReadOnly)
            acts.Add(new DiskAct.BringOnline(disk));
        if (wipes)
            acts.Add(new DiskAct.Wipe(disk));
        if (!isOwnTable)
            acts.Add(new DiskAct.WriteTable(disk, style));
        acts.Add(new DiskAct.CreatePartitions(disk, geometry));
        acts.Add(new DiskAct.Format(disk, geometry.Start, FormatOf(plan)));
        return plan with { IsTended = true, Acts = acts };
    }

    private static string State(SurveyedDisk disk) => disk.Facts.IsOffline ? "offline" : "read-only";

    private static PartitionStyle StyleOf(SurveyedDisk disk, VolumeDevice? wish) => wish?.Partition switch
    {
        VolumePartition.Mbr => PartitionStyle.Mbr,
        VolumePartition.Gpt => PartitionStyle.Gpt,
        _ => disk.Layout.Size < MbrByDefaultBelow ? PartitionStyle.Mbr : PartitionStyle.Gpt,
    };

    private VolumeFormat FormatOf(DiskPlan plan) => new(
        plan.Wish?.FileSystem ?? VolumeFileSystem.Ntfs, plan.Wish?.Cluster,
        plan.Wish?.Name ?? (plan.Disk.Identity.Kind == DiskKind.InstanceStore ? NextTemporary() : ""));

    /// <summary>The label that EC2Launch gives to instance store, with the first number that no volume has.</summary>
    private string NextTemporary()
    {
        for (var number = 0; ; number++)
        {
            if (labels.Add($"Temporary Storage {number}"))
                return $"Temporary Storage {number}";
        }
    }

    private SurveyedDisk? Twin(SurveyedDisk disk) => disk.Facts.TableId is not { } id ? null
        : disks.FirstOrDefault(other => other.Number != disk.Number && other.Facts.TableId == id);

    private static DiskPlan Leave(DiskPlan plan, string reason, string remedy = "") => plan with
    {
        Left = plan.Wish is null || remedy.Length == 0 ? reason : $"{reason}. {remedy}",
        IsFailure = plan.Wish is not null,
    };
}
