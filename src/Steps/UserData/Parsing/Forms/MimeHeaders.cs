using System.Text;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>The headers at the beginning of a MIME message, as far as they tell that it is one.</summary>
internal static class MimeHeaders
{
    private const int MaxLines = 64;

    /// <summary>Where the first header begins: past blanks, and past the line that mailbox files put before a message.</summary>
    public static int Start(ReadOnlySpan<byte> utf8)
    {
        var start = utf8.Length - utf8.TrimStart(" \t\r\n"u8).Length;
        // Python 2 prints a message with "From nobody Mon Nov 24 ..." before it; cloud-init's old tool did.
        if (!utf8[start..].StartsWith("From "u8))
            return start;
        var end = utf8[start..].IndexOf((byte)'\n');
        return end < 0 ? start : start + end + 1;
    }

    /// <summary>Whether one of the headers is Content-Type or MIME-Version.</summary>
    public static bool AreAt(ReadOnlySpan<byte> headers)
    {
        for (var line = 0; line < MaxLines; line++)
        {
            if (Has(headers, "Content-Type:"u8) || Has(headers, "MIME-Version:"u8))
                return true;
            var end = headers.IndexOf((byte)'\n');
            if (end < 0 || !IsHeader(headers[..end]))
                return false;
            headers = headers[(end + 1)..];
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name) =>
        headers.Length >= name.Length && Ascii.EqualsIgnoreCase(headers[..name.Length], name);

    /// <summary>Whether the line is a header or goes on with the one before.</summary>
    private static bool IsHeader(ReadOnlySpan<byte> line)
    {
        if (line is [(byte)' ' or (byte)'\t', ..])
            return !line.TrimStart(" \t\r"u8).IsEmpty;
        var name = line[..Math.Max(0, line.IndexOf((byte)':'))];
        return !name.IsEmpty && !name.ContainsAnyExceptInRange((byte)'!', (byte)'~');
    }
}
