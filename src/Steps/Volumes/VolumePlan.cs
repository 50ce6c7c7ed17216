namespace OpenLaunch.Steps.Volumes;

/// <summary>What extending the system volume takes.</summary>
internal abstract record VolumePlan
{
    private VolumePlan()
    {
    }

    /// <summary>Nothing to do.</summary>
    public sealed record Nothing(string Reason) : VolumePlan;

    /// <summary>Something to extend.</summary>
    public sealed record Extend(int Disk, Partition Partition, long NewSize) : VolumePlan
    {
        /// <summary>Whether the partition itself grows.</summary>
        public bool GrowsPartition => NewSize > Partition.Size;
    }
}
