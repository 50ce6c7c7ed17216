using System.Text;

namespace OpenLaunch.Steps.UserData.Parsing.Decoding;

/// <summary>
/// Turns bytes into text: UTF-8 unless a byte order mark says otherwise, as EC2Launch reads it, but never with a
/// replacement character for what cannot be read.
/// </summary>
internal static class TextEncoding
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text as UTF-8 without a byte order mark. Bytes without a mark are returned as they are, unchecked.</summary>
    public static byte[] ToUtf8(byte[] data) => data switch
    {
        [0xEF, 0xBB, 0xBF, ..] => data[3..],
        // Before UTF-16, whose mark these begin with.
        [0xFF, 0xFE, 0, 0, ..] => Transcode(data.AsSpan(4), new UTF32Encoding(false, false, true), "UTF-32"),
        [0, 0, 0xFE, 0xFF, ..] => Transcode(data.AsSpan(4), new UTF32Encoding(true, false, true), "UTF-32"),
        [0xFF, 0xFE, ..] => Transcode(data.AsSpan(2), new UnicodeEncoding(false, false, true), "UTF-16"),
        [0xFE, 0xFF, ..] => Transcode(data.AsSpan(2), new UnicodeEncoding(true, false, true), "UTF-16"),
        _ => data,
    };

    /// <summary>The text of UTF-8 bytes.</summary>
    public static string Decode(byte[] utf8)
    {
        var nul = utf8.AsSpan().IndexOf((byte)0);
        if (nul >= 0)
            throw new UnreadableUserDataException(LineAt(utf8, nul), "The user data holds a NUL byte, so it is binary, "
                + "or UTF-16 without a byte order mark. Save it as UTF-8.");
        try
        {
            return Utf8.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw new UnreadableUserDataException(LineAt(utf8, Math.Clamp(e.Index, 0, utf8.Length)),
                "The user data is not valid UTF-8 and has no byte order mark of another encoding. Save it as UTF-8.");
        }
    }

    private static byte[] Transcode(ReadOnlySpan<byte> data, Encoding encoding, string name)
    {
        try
        {
            return Utf8.GetBytes(encoding.GetString(data));
        }
        catch (DecoderFallbackException)
        {
            // The exception's index is not always one into these bytes; a lenient reading shows the place.
            var lenient = (Encoding)encoding.Clone();
            lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
            var text = lenient.GetString(data);
            var bad = text.IndexOf('\uFFFD');
            throw new UnreadableUserDataException(text.AsSpan(0, bad < 0 ? text.Length : bad).Count('\n') + 1,
                $"The user data has the byte order mark of {name} but is not valid {name}. Save it as UTF-8.");
        }
    }

    private static int LineAt(byte[] utf8, int offset) => utf8.AsSpan(0, offset).Count((byte)'\n') + 1;
}
