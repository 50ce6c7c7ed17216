using System.Buffers.Binary;

namespace OpenLaunch.Steps.HostIdentity;

/// <summary>Reads the raw SMBIOS data of GetSystemFirmwareTable (System Management BIOS specification, DSP0134).</summary>
internal static class SmbiosTable
{
    private const int DataHeader = 8; // calling method, version, revision and length, put before the structures by Windows
    private const byte SystemInformation = 1;
    private const int UuidOffset = 8;

    /// <summary>The system UUID, or null when the table is damaged or says that there is none (all bits 0 or 1).</summary>
    public static Guid? FindSystemUuid(ReadOnlySpan<byte> data)
    {
        if (data.Length < DataHeader)
            return null;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
        var rest = data[DataHeader..];
        rest = rest[..(int)Math.Min(length, (uint)rest.Length)];

        while (rest.Length >= 4 && rest[1] >= 4 && rest[1] <= rest.Length)
        {
            var formatted = rest[..rest[1]];
            if (formatted[0] == SystemInformation)
                return ReadUuid(formatted);

            // The structure's strings follow, closed by two zero bytes.
            var end = rest[formatted.Length..].IndexOf("\0\0"u8);
            if (end < 0)
                return null;
            rest = rest[(formatted.Length + end + 2)..];
        }

        return null;
    }

    private static Guid? ReadUuid(ReadOnlySpan<byte> structure)
    {
        if (structure.Length < UuidOffset + 16)
            return null;
        var uuid = structure.Slice(UuidOffset, 16);
        return uuid.ContainsAnyExcept((byte)0) && uuid.ContainsAnyExcept((byte)0xFF) ? new Guid(uuid) : null;
    }
}
