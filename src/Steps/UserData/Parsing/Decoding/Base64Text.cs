using System.Buffers.Text;
using System.Text;

namespace OpenLaunch.Steps.UserData.Parsing.Decoding;

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
