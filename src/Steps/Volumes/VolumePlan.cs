namespace OpenLaunch.Steps.Volumes;

/// <summary>What extending the system volume takes.</summary>
public abstract record VolumePlan
{
    private VolumePlan()
    {
    }

    /// <summary>Nothing to do.</summary>
    /// <param name="Reason">Why, as a clause.</param>
    public sealed record Nothing(string Reason) : VolumePlan;

    /// <summary>Something to extend.</summary>
    /// <param name="Disk">The disk's number.</param>
    /// <param name="Partition">The partition as it stands.</param>
    /// <param name="NewSize">The partition's size in bytes afterwards; its size now when only the file system is behind.</param>
    public sealed record Extend(int Disk, Partition Partition, long NewSize) : VolumePlan
    {
        /// <summary>Whether the partition itself grows.</summary>
        public bool GrowsPartition => NewSize > Partition.Size;
    }
}
