namespace OpenLaunch.Steps.Volumes;

/// <summary>How a disk's partition table is written.</summary>
public enum PartitionStyle
{
    /// <summary>No partition table.</summary>
    Raw,

    /// <summary>Master boot record: sector numbers of 32 bits, so nothing beyond 2 TiB with 512-byte sectors.</summary>
    Mbr,

    /// <summary>GUID partition table; its last 33 sectors hold the backup table.</summary>
    Gpt,
}
