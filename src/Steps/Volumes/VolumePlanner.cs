namespace OpenLaunch.Steps.Volumes;

/// <summary>Decides how far the system partition can grow.</summary>
internal static class VolumePlanner
{
    /// <summary>Partitions end on this boundary, as Windows aligns them; a smaller gain is not worth a change.</summary>
    public const long Alignment = 1L << 20;

    /// <summary>The backup table at the end of a GPT disk: a header, 32 sectors of entries (UEFI specification, 5.3).</summary>
    private const int GptBackupSectors = 33;

    /// <summary>Sector numbers in a master boot record have 32 bits.</summary>
    private const long MbrSectors = 1L << 32;

    /// <summary>Plans the extension of the partition with the system's letter, whatever disk it is on.</summary>
    public static VolumePlan Plan(IEnumerable<Disk> disks, char systemLetter)
    {
        var found = (from disk in disks
                     from partition in disk.Partitions
                     where partition.Letter is char letter && char.ToUpperInvariant(letter) == char.ToUpperInvariant(systemLetter)
                     select (disk, partition)).FirstOrDefault();
        if (found.partition is null)
            return new VolumePlan.Nothing($"no partition has the letter {systemLetter}:");
        return Plan(found.disk, found.partition);
    }

    /// <summary>Plans the extension of a partition of a disk.</summary>
    public static VolumePlan Plan(Disk disk, Partition partition)
    {
        if (partition.FileSystem is not ("NTFS" or "ReFS"))
        {
            var fileSystem = partition.FileSystem ?? "no file system";
            return new VolumePlan.Nothing($"{partition.Letter}: has {fileSystem}; only NTFS and ReFS can be extended");
        }

        var newSize = Limit(disk, partition) / Alignment * Alignment - partition.Start;
        if (newSize - partition.Size >= Alignment)
            return new VolumePlan.Extend(disk.Number, partition, newSize);
        if (partition.Size - partition.VolumeSize >= Alignment)
            return new VolumePlan.Extend(disk.Number, partition, partition.Size);
        return new VolumePlan.Nothing(WhyFull(disk, partition)) { IsFull = !HasRoomElsewhere(disk) };
    }

    private static long Limit(Disk disk, Partition partition) => disk.Partitions
        .Where(other => other != partition)
        .Select(other => Wall(other, partition))
        .Append(UsableEnd(disk))
        .Min();

    /// <summary>Where another partition stops this one: its start, or its end when it contains this one.</summary>
    private static long Wall(Partition other, Partition partition)
    {
        if (other.Start > partition.Start)
            return other.Start;
        return other.Start + other.Size > partition.Start ? other.Start + other.Size : long.MaxValue;
    }

    /// <summary>Where the partitions of a disk must end.</summary>
    public static long UsableEnd(Disk disk) => disk.Style switch
    {
        PartitionStyle.Gpt => disk.Size - GptBackupSectors * (long)disk.SectorSize,
        PartitionStyle.Mbr => Math.Min(disk.Size, MbrSectors * disk.SectorSize),
        _ => 0,
    };

    private static Partition? Next(Disk disk, Partition partition) =>
        disk.Partitions.Where(other => other.Start > partition.Start).MinBy(other => other.Start);

    /// <summary>Whether the disk has room that this partition does not reach: people who enlarged it must know why.</summary>
    private static bool HasRoomElsewhere(Disk disk) =>
        disk.Size - disk.Partitions.Max(other => other.Start + other.Size) >= 2 * Alignment;

    private static string WhyFull(Disk disk, Partition partition)
    {
        var free = disk.Size - disk.Partitions.Max(other => other.Start + other.Size);
        if (Next(disk, partition) is { } next)
        {
            var behind = free >= 2 * Alignment ? $", and the {ByteSize.Format(free)} behind it cannot be joined" : "";
            var kind = next.Letter is null ? ", no letter: often the recovery partition" : "";
            return $"partition {next.Number} ({ByteSize.Format(next.Size)}{kind}) follows {partition.Letter}: directly{behind}";
        }

        return disk.Style == PartitionStyle.Mbr && disk.Size > MbrSectors * disk.SectorSize
            ? $"{partition.Letter}: ends where a master boot record ends ({ByteSize.Format(MbrSectors * disk.SectorSize)})"
            : $"{partition.Letter}: already fills disk {disk.Number}";
    }
}

/// <summary>What extending the system volume takes.</summary>
internal abstract record VolumePlan
{
    private VolumePlan()
    {
    }

    /// <summary>Nothing to do.</summary>
    public sealed record Nothing(string Reason) : VolumePlan
    {
        /// <summary>Whether all of the disk is in use, so that nobody misses anything.</summary>
        public bool IsFull { get; init; }
    }

    /// <summary>Something to extend.</summary>
    public sealed record Extend(int Disk, Partition Partition, long NewSize) : VolumePlan
    {
        public bool GrowsPartition => NewSize > Partition.Size;
    }
}
