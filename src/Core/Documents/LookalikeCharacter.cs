using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenLaunch.Core.Documents;

/// <summary>
/// Characters that a word processor, a web page or a chat puts in place of those that a program reads: typographic quotes and
/// dashes, blanks of other widths, and what nobody sees.
/// </summary>
internal static partial class LookalikeCharacter
{
    // What a script or a file holds is its own matter: PowerShell takes typographic quotes for quotes.
    private static readonly string[] TextKeys = ["content", "gecos", "passwd", "plain_text_passwd", "chpasswd", "check"];

    /// <summary>A sentence that names the first of them, beginning with a blank; empty when there is none.</summary>
    public static string Remark(string text) => text.FirstOrDefault(IsLookalike) is var found and not '\0'
        ? $" It holds {Described(found)}." : "";

    /// <summary>The end of an error about a value that will not do: which of them it holds; empty when it holds none.</summary>
    public static string Cause(string text) => InWords(text) is { } found
        ? $", which holds {Described(found)}; write {Plain(found)}" : "";

    /// <summary>Warns of each value of a document that reads as if such a character were meant for another.</summary>
    /// <param name="isToldOf">Whether an error at a place names the character already.</param>
    public static void Report(YamlNode node, Func<SourcePosition, bool> isToldOf, Action<SourcePosition, string> warn)
    {
        switch (node)
        {
            case MapNode map:
                foreach (var entry in map.Entries.Where(entry => !TextKeys.Contains(entry.Key)))
                    Report(entry.Value, isToldOf, warn);
                break;
            case ListNode list:
                foreach (var item in list.Items)
                    Report(item, isToldOf, warn);
                break;
            case ScalarNode { IsBinary: false } scalar when InWords(scalar.Text) is { } found && !isToldOf(scalar.Position):
                warn(scalar.Position, $"the value at column {scalar.Position.Column} holds {Described(found)}, and is taken as "
                    + $"it stands; write {Plain(found)} if that was meant");
                break;
        }
    }

    /// <summary>Whether an error's words name such a character.</summary>
    public static bool IsNamedIn(string message) => message.Contains(" (U+", StringComparison.Ordinal);

    /// <summary>The error of a key without quotes that begins or ends with one, or holds a blank that is no space.</summary>
    public static string? InKey(string key, SourcePosition position) =>
        key.Length > 0 && (key.FirstOrDefault(IsBlank) is var blank and not '\0' ? blank
            : IsLookalike(key[0]) ? key[0] : IsLookalike(key[^1]) ? key[^1] : '\0') is var found and not '\0'
            ? $"{(IsBlank(key[0]) ? "the indentation" : "the key")} holds {Described(found)} at column {position.Column}; "
                + $"write {Plain(found)}"
            : null;

    /// <summary>The key without what <see cref="InKey"/> complains of, so that it is told once.</summary>
    public static string Mended(string key) =>
        string.Concat(key.SkipWhile(IsLookalike).Reverse().SkipWhile(IsLookalike).Reverse());

    /// <summary>The error of a text that would be a key and its value if the blank between them were a space.</summary>
    public static string? AfterColon(string text, SourcePosition position) => KeyAndBlank().Match(text) is { Success: true } match
        ? AtColon(match, position.Column - 1)
        : null;

    /// <summary>The first of some lines whose indentation holds, or whose ':' is followed by, a blank that is no space.</summary>
    public static (SourcePosition Position, string Message)? InLines(string text, int first, int last)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++number > last)
                break;
            var start = line.IndexOfAnyExcept(' ');
            if (number < first || start < 0)
                continue;
            if (IsBlank(line[start]))
                return (new(number, start + 1),
                    $"the indentation holds {Described(line[start])} at column {start + 1}; write {Plain(line[start])}");
            if (KeyAndBlank().Match(line.ToString()) is { Success: true } match)
                return (new(number, match.Groups["blank"].Index + 1), AtColon(match, 0));
        }

        return null;
    }

    /// <summary>The first word that begins or ends with a quote or dash of print, or holds what nobody sees; else null.</summary>
    public static char? InWords(string text)
    {
        foreach (var range in text.AsSpan().Split(' '))
        {
            var word = text.AsSpan(range);
            foreach (var character in word)
                if (IsInvisible(character))
                    return character;
            if (word.Length > 1 && (IsQuote(word[0]) || IsDash(word[0])))
                return word[0];
            if (word.Length > 1 && IsQuote(word[^1]))
                return word[^1];
        }

        return null;
    }

    private static string AtColon(Match match, int before)
    {
        var blank = match.Groups["blank"];
        var column = before + blank.Index + 1;
        return $"behind ':' stands {Described(blank.Value[0])} at column {column}; write {Plain(blank.Value[0])}";
    }

    private static string Described(char character) =>
        string.Create(CultureInfo.InvariantCulture, $"{NameOf(character)} (U+{(int)character:X4})");

    private static string NameOf(char character) =>
        IsQuote(character) ? $"the typographic quote {character}"
        : IsDash(character) ? $"the dash {character}, which is no hyphen"
        : character == '\u00A0' ? "a no-break space"
        : character == '\u3000' ? "an ideographic space"
        : IsBlank(character) && !IsInvisible(character) ? "a blank that is no space"
        : "an invisible character";

    private static string Plain(char character) =>
        IsQuote(character) ? "a plain quote or none" : IsDash(character) ? "a hyphen"
        : IsBlank(character) && character != '\u200B' && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format
            ? "a space" : "the text without it";

    private static bool IsLookalike(char character) => IsQuote(character) || IsDash(character) || IsBlank(character);

    private static bool IsQuote(char character) => character is >= '\u2018' and <= '\u201F' or '\u00AB' or '\u00BB';

    private static bool IsDash(char character) => character is >= '\u2010' and <= '\u2015' or '\u2212';

    /// <summary>Blanks of other widths, which are an ordinary thing in a text (U+3000 in Japanese) and none in a key.</summary>
    public static bool IsBlank(char character) => IsInvisible(character)
        || (character > ' ' && CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.SpaceSeparator);

    private static bool IsInvisible(char character) => character > '\u007F' && (character is '\u00A0' or '\u00AD'
        || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format);

    [GeneratedRegex(
        @"^[\s-]*[""']?[A-Za-z][A-Za-z0-9_-]*[""']?:(?<blank>[\u00A0\u2000-\u200B\u202F\u205F\u3000\uFEFF])",
        RegexOptions.CultureInvariant)]
    private static partial Regex KeyAndBlank();
}
