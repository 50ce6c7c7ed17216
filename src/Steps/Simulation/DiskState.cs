namespace OpenLaunch.Steps.Simulation;

/// <summary>A disk.</summary>
public sealed class DiskState
{
    /// <summary>The disk's number.</summary>
    public required int Number { get; set; }

    /// <summary>The size with its unit: <c>64GiB</c>.</summary>
    public required string Size { get; set; }

    /// <summary>mbr, gpt or raw. Default: gpt.</summary>
    public string Style { get; set; } = "gpt";

    /// <summary>The partitions.</summary>
    public List<PartitionState> Partitions { get; set; } = [];
}
