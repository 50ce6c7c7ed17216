using System.Globalization;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>
/// Characters that a word processor, a web page or a chat puts in place of those that a program reads: typographic quotes and
/// dashes, blanks of other widths, and what nobody sees.
/// </summary>
internal static class LookalikeCharacter
{
    private static readonly string[] TextKeys = ["content", "gecos", "passwd", "plain_text_passwd", "chpasswd", "check"];

    /// <summary>A sentence that names the first of them, beginning with a blank; empty when there is none.</summary>
    public static string Remark(string text) => text.FirstOrDefault(IsLookalike) is var found and not '\0'
        ? $" It holds {Described(found)}." : "";

    /// <summary>Warns of each value of a document that reads as if such a character were meant for another.</summary>
    public static void Report(YamlNode node, ProblemList problems)
    {
        switch (node)
        {
            case MapNode map:
                // What a script or a file holds is its own matter: PowerShell takes typographic quotes for quotes.
                foreach (var entry in map.Entries.Where(entry => !TextKeys.Contains(entry.Key)))
                    Report(entry.Value, problems);
                break;
            case ListNode list:
                foreach (var item in list.Items)
                    Report(item, problems);
                break;
            case ScalarNode { IsBinary: false } scalar when InWords(scalar.Text) is { } found:
                problems.Warning(scalar.Position.Line,
                    $"A value holds {Described(found)}, and is taken as it stands. Write a plain one if that was meant.");
                break;
        }
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

    private static string Described(char character) =>
        string.Create(CultureInfo.InvariantCulture, $"{NameOf(character)} (U+{(int)character:X4})");

    private static string NameOf(char character) =>
        IsQuote(character) ? $"the typographic quote {character}"
        : IsDash(character) ? $"the dash {character}, which is no hyphen"
        : character == '\u00A0' ? "a no-break space"
        : "an invisible character";

    private static bool IsLookalike(char character) => IsQuote(character) || IsDash(character) || IsInvisible(character);

    private static bool IsQuote(char character) => character is >= '\u2018' and <= '\u201F' or '\u00AB' or '\u00BB';

    private static bool IsDash(char character) => character is >= '\u2010' and <= '\u2015' or '\u2212';

    private static bool IsInvisible(char character) =>
        character is '\u00A0' or '\u00AD' || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format;
}
