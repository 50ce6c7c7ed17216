using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Disks;

/// <summary>The bytes of a simulated disk, so that what looks at them is the same as on Windows.</summary>
internal static class SimulatedContent
{
    private const int Sector = 512;

    /// <summary>Gives the bytes at a place of a disk, as its state implies them.</summary>
    public static void Read(DiskState disk, long offset, Span<byte> bytes)
    {
        bytes.Clear();
        var size = ByteSize.Parse(disk.Size);
        if (disk.Style != "raw")
            WriteTable(disk, size, offset, bytes);
        Write(disk.Content, 0, size, offset, bytes);
        foreach (var partition in disk.Partitions)
        {
            Write(
                partition.FileSystem ?? partition.Content, ByteSize.Parse(partition.Start), ByteSize.Parse(partition.Size),
                offset, bytes);
        }
    }

    private static void WriteTable(DiskState disk, long size, long offset, Span<byte> bytes)
    {
        Place(510, [0x55, 0xAA], offset, bytes);
        var isGpt = disk.Style.Equals("gpt", StringComparison.OrdinalIgnoreCase);
        if (isGpt)
        {
            Place(450, [0xEE], offset, bytes);
            Place(Sector, [.. "EFI PART"u8], offset, bytes);
            Place(size - Sector, [.. "EFI PART"u8], offset, bytes);
        }

        for (var i = 0; i < disk.Partitions.Count; i++)
        {
            // Entries are longer than this; what counts here is that they are not zero.
            var mark = new byte[] { (byte)(i + 1) };
            Place(isGpt ? (2 * Sector) + (i * 128) : 450 + (i % 4 * 16), mark, offset, bytes);
            if (isGpt)
                Place(size - (33 * Sector) + (i * 128), mark, offset, bytes);
        }
    }

    private static void Write(string content, long start, long size, long offset, Span<byte> bytes)
    {
        if (content == "zero")
            return;
        if (Behind(content, size) is { } behind)
        {
            Place(start + behind + 3, [.. "NTFS    "u8], offset, bytes);
            return;
        }

        if (ContentSignatures.Of(content) is not { } signature)
        {
            Place(start + 7, [0xA5, .. "data of somebody's"u8], offset, bytes);
            return;
        }

        Place(start + signature.Offset, signature.Bytes, offset, bytes);
        if (content == "ext3")
            Place(start + 1024 + 92, [0x04], offset, bytes);
        else if (content == "ext4")
            Place(start + 1024 + 96, [0x42], offset, bytes);
        Place(start + size - Sector, [0x5A], offset, bytes);
    }

    /// <summary>Where a file system begins whose partition table was lost, or null.</summary>
    private static long? Behind(string content, long size) => content switch
    {
        "lost" => DiskGeometry.First,
        "lost reserved" => DiskGeometry.First + DiskGeometry.Reserved,
        "middle" => size / 2,
        _ => null,
    };

    /// <summary>Writes the part of a text that lies in the bytes asked for.</summary>
    private static void Place(long at, byte[] text, long offset, Span<byte> bytes)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (at + i - offset is >= 0 and var index && index < bytes.Length)
                bytes[(int)index] = text[i];
        }
    }
}
