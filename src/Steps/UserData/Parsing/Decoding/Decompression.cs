using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Compression;
using System.Text;

namespace OpenLaunch.Steps.UserData.Parsing.Decoding;

/// <summary>Undoes gzip and zip. EC2Launch v2 takes zip only; Terraform and cloud-init users send gzip.</summary>
internal static class Decompression
{
    // A gzip of a zip happens by accident; more layers only on purpose.
    private const int MaxLayers = 2;

    // RFC 1952: a header of 10 bytes at least, and at the end CRC-32 and length, 4 bytes each.
    private const int SmallestGzip = 18;

    public static bool IsCompressed(ReadOnlySpan<byte> data) => IsGzip(data) || IsZip(data);

    public static byte[] Unwrap(byte[] data, ReadBudget budget)
    {
        for (var layer = 0; IsCompressed(data); layer++)
        {
            if (layer == MaxLayers)
                throw new UnreadableUserDataException(1,
                    "The user data is compressed more than twice. Compress it once, or not at all.");
            data = IsGzip(data) ? Gunzip(data, budget) : Unzip(data, budget);
        }

        return data;
    }

    public static bool IsGzip(ReadOnlySpan<byte> data) => data.StartsWith<byte>([0x1F, 0x8B]);

    // "PK" and a local file header, or the end record alone of an archive with nothing in it.
    private static bool IsZip(ReadOnlySpan<byte> data) => data.StartsWith("PK\x03\x04"u8) || data.StartsWith("PK\x05\x06"u8);

    public static byte[] Gunzip(byte[] data, ReadBudget budget)
    {
        byte[] result;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(data), CompressionMode.Decompress);
            result = budget.ReadToEnd(gzip, "gzip data");
        }
        catch (InvalidDataException)
        {
            throw new UnreadableUserDataException(1, "The data begins like gzip but is damaged. Compress it again.");
        }

        // GZipStream takes a truncated stream for a finished one; the length at the very end tells.
        if (data.Length < SmallestGzip || BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(^4..)) != (uint)result.Length)
            throw new UnreadableUserDataException(1,
                "The gzip data is cut off, or something follows it. Compress it again and send all of it.");
        return result;
    }

    private static byte[] Unzip(byte[] data, ReadBudget budget)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(data), ZipArchiveMode.Read);
            var files = archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).Take(2).ToList();
            if (files is not [var file])
            {
                var held = files.Count == 0 ? "no file" : "more than one file";
                throw new UnreadableUserDataException(1,
                    $"The zip archive holds {held}. Put exactly one file in it: the user data.");
            }

            if (file.IsEncrypted)
                throw new UnreadableUserDataException(1, "The file in the zip archive is encrypted. Zip it without a password.");
            using var content = file.Open();
            var result = budget.ReadToEnd(content, "zip archive");
            return result.Length == file.Length ? result : throw new InvalidDataException();
        }
        catch (InvalidDataException)
        {
            throw new UnreadableUserDataException(1,
                "The user data begins like a zip archive but is damaged, cut off, or packed by a method that is not deflate.");
        }
    }
}

/// <summary>
/// What one parse may still unpack. The parts of a MIME message share it, so that many small bombs cost no more than one.
/// </summary>
internal sealed class ReadBudget
{
    /// <summary>The most bytes that user data may have, before and after unpacking: 1 MiB. EC2 itself allows 16 KiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    private int remaining = MaxBytes;

    /// <summary>Copies a stream to its end, and refuses at the first byte past the budget.</summary>
    public byte[] ReadToEnd(Stream stream, string container)
    {
        var result = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (read > remaining)
                throw new UnreadableUserDataException(1, $"The {container} unpacks to more than {MaxBytes} bytes (1 MiB). "
                    + "User data of that size is refused; put large content where a script can download it.");
            remaining -= read;
            result.Write(buffer, 0, read);
        }

        return result.ToArray();
    }
}

/// <summary>Bytes that cannot be turned into text; it never leaves the parser, which reports its message as a problem.</summary>
internal sealed class UnreadableUserDataException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}

/// <summary>Undoes base64 that was left on: EC2 removes one layer itself, and tools that encode twice leave a second.</summary>
internal static class Base64Text
{
    /// <summary>The decoded bytes when the whole text, line breaks and blanks aside, is base64; otherwise null.</summary>
    public static byte[]? TryDecode(string text)
    {
        if (!Ascii.IsValid(text) || !Base64.IsValid(text))
            return null;
        return Convert.FromBase64String(text);
    }

    /// <summary>Whether the text has only characters of base64, and enough of them to be no ordinary word.</summary>
    public static bool LooksLike(string text) =>
        text.Length >= 40 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=' or '\r' or '\n');
}
