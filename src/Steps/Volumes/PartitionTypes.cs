namespace OpenLaunch.Steps.Volumes;

/// <summary>What the types of partitions mean (Microsoft, "PARTITION_INFORMATION_GPT", "Disk partition types").</summary>
internal static class PartitionTypes
{
    public const byte Ifs = 0x07; // NTFS, exFAT, ReFS

    // GPT_BASIC_DATA_ATTRIBUTE_NO_DRIVE_LETTER and _HIDDEN
    private const ulong Unlettered = 0xC000_0000_0000_0000;

    public static readonly Guid BasicData = new("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7");
    public static readonly Guid Reserved = new("e3c9e316-0b5c-4db8-817d-f92df00215ae");

    private static readonly Dictionary<Guid, PartitionKind> Kinds = new()
    {
        [BasicData] = PartitionKind.Data,
        [Reserved] = PartitionKind.Reserved,
        [new("c12a7328-f81f-11d2-ba4b-00a0c93ec93b")] = PartitionKind.System,
        [new("de94bba4-06d1-4d40-a16a-bfd50179d6ac")] = PartitionKind.Recovery,
        [new("e75caf8f-f680-4cee-afa3-b001e56efc2d")] = PartitionKind.Pool,
        [new("5808c8aa-7e8f-42e0-85d2-e1e90434cfb3")] = PartitionKind.Dynamic, // metadata
        [new("af9b60a0-1431-4f62-bc68-3311714a69ad")] = PartitionKind.Dynamic, // data
    };

    /// <summary>The kind of a GPT's partition; one that Windows does not know is another system's.</summary>
    public static PartitionKind KindOf(Guid type) => Kinds.GetValueOrDefault(type, PartitionKind.Foreign);

    /// <summary>The kind of a partition of a master boot record.</summary>
    public static PartitionKind KindOf(byte type) => type switch
    {
        Ifs or 0x01 or 0x04 or 0x06 or 0x0B or 0x0C or 0x0E => PartitionKind.Data,
        0x27 => PartitionKind.Recovery,
        0x42 => PartitionKind.Dynamic,
        0xE7 => PartitionKind.Pool,
        0xEF => PartitionKind.System,
        _ => PartitionKind.Foreign,
    };

    /// <summary>Whether the attributes of a GPT's partition say that its volume gets no letter.</summary>
    public static bool IsUnlettered(ulong attributes) => (attributes & Unlettered) != 0;
}
