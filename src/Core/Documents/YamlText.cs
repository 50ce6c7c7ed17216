using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace OpenLaunch.Core.Documents;

/// <summary>From bytes to text that is fit for the parser.</summary>
internal static class YamlText
{
    private static readonly SourcePosition Start = new(1, 1);

    public static string Decode(ReadOnlySpan<byte> bytes, string file)
    {
        DemandSize(bytes.Length, file);
        if (bytes is [0xFF, 0xFE, ..])
            return Utf16(bytes[2..], bigEndian: false, file);
        if (bytes is [0xFE, 0xFF, ..])
            return Utf16(bytes[2..], bigEndian: true, file);
        var content = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
        return Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : throw NotUtf8(content, file);
    }

    public static void DemandSize(int length, string file)
    {
        if (length > YamlDocumentReader.MaximumBytes)
            throw new ConfigurationErrors(file).Fatal(Start, "the document is larger than 1 MiB, the most that is read");
    }

    public static void DemandPrintable(string text, ConfigurationErrors errors)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (char.IsControl(character) && character is not ('\t' or '\n' or '\r' or '\u0085'))
                throw errors.Fatal(PositionOf(text, index), $"the control character U+{(int)character:X4} is not allowed");
            if (!char.IsSurrogate(character))
                continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(character, text[index + 1]))
                throw errors.Fatal(PositionOf(text, index), $"U+{(int)character:X4} is half a character: broken UTF-16");
            index++;
        }
    }

    private static string Utf16(ReadOnlySpan<byte> bytes, bool bigEndian, string file)
    {
        if (bytes.Length % 2 != 0)
            throw new ConfigurationErrors(file).Fatal(Start, "the document starts as UTF-16, but its last byte is missing");
        var units = MemoryMarshal.Cast<byte, ushort>(bytes).ToArray();
        if (bigEndian == BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(units, units);
        return new string(MemoryMarshal.Cast<ushort, char>(units));
    }

    private static ConfigurationException NotUtf8(ReadOnlySpan<byte> bytes, string file)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(bytes[valid..], out _, out var length) == OperationStatus.Done)
            valid += length;
        var before = Encoding.UTF8.GetString(bytes[..valid]);
        return new ConfigurationErrors(file).Fatal(
            PositionOf(before, before.Length), $"the byte 0x{bytes[valid]:X2} is not UTF-8; save the file as UTF-8");
    }

    private static SourcePosition PositionOf(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new(before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }
}
