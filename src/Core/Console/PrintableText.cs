using System.Globalization;
using System.Text;

namespace OpenLaunch.Core.Console;

/// <summary>
/// Makes text fit to be shown on console, log and terminal, whoever it came from: no line that somebody else wrote, no escape
/// sequence, no reversed writing.
/// </summary>
internal static class PrintableText
{
    private const int MostCharacters = 16 << 10;

    public static string Line(string text) => Clean(text, keepsLines: false);

    /// <summary>The text with its line ends, as LF.</summary>
    public static string Block(string text) => Clean(text.ReplaceLineEndings("\n"), keepsLines: true);

    /// <summary>The text, or its beginning where it is too long to be kept in a journal of all that ever ran.</summary>
    public static string Bounded(string text) => text.Length <= MostCharacters ? text : string.Create(
        CultureInfo.InvariantCulture,
        $"{text.AsSpan(0, MostCharacters)}… ({text.Length - MostCharacters} more characters are left out)");

    /// <summary>JSON that says the same: in it such characters stand in strings alone, where they have an escape.</summary>
    public static string Json(string json) => !json.Any(IsUnfit) ? json : string.Concat(json.Select(c =>
        IsUnfit(c) && c is not ('\n' or '\r' or '\t')
            ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")
            : c.ToString()));

    private static string Clean(string text, bool keepsLines)
    {
        if (!text.Any(c => IsUnfit(c) && !(keepsLines && c is ('\n' or '\t'))))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            clean.Append(
                !IsUnfit(c) || (keepsLines && c is ('\n' or '\t')) ? c
                : char.IsWhiteSpace(c) ? ' '
                : '?');
        }

        return clean.ToString();
    }

    // Control characters, the two line separators, and the characters that turn the direction of writing.
    private static bool IsUnfit(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
