namespace OpenLaunch.Steps.Simulation;

/// <summary>A disk.</summary>
public sealed class DiskState
{
    public required int Number { get; set; }

    /// <summary>The size with its unit: <c>64GiB</c>.</summary>
    public required string Size { get; set; }

    /// <summary>mbr, gpt or raw. Default: gpt.</summary>
    public string Style { get; set; } = "gpt";

    public List<PartitionState> Partitions { get; set; } = [];
}

/// <summary>A partition.</summary>
public sealed class PartitionState
{
    public required int Number { get; set; }

    /// <summary>Where it starts, with unit: <c>1MiB</c>.</summary>
    public required string Start { get; set; }

    /// <summary>Its size with unit.</summary>
    public required string Size { get; set; }

    public string? Letter { get; set; }

    public string? FileSystem { get; set; }

    /// <summary>What the file system uses, with unit; null: the whole partition.</summary>
    public string? VolumeSize { get; set; }
}
