using System.Text;
using System.Text.RegularExpressions;

namespace OpenLaunch.Runner.Tests.Documentation;

/// <summary>Compares output with what a page shows of it.</summary>
internal static partial class ShownOutput
{
    /// <summary>Whether a command printed what a page shows of it, where <c>…</c> is anything; a line of it alone is any lines.</summary>
    public static bool IsShown(string seen, string shown)
    {
        var pattern = new StringBuilder("^");
        foreach (var line in Plain(shown).Split('\n'))
            pattern.Append(line.Trim() == "…"
                ? @"(?:.*\n)*?"
                : Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal) + @"\n");
        return Regex.IsMatch(Plain(seen) + "\n", pattern.Append(@"\z").ToString());
    }

    /// <summary>The text with every time, duration, identity and port made the same.</summary>
    private static string Plain(string text) => Identity().Replace(
        Varying().Replace(text.ReplaceLineEndings("\n").TrimEnd(), "0"), "i-0");

    [GeneratedRegex(
        @"\d{4}([/-])\d\d\1\d\d \d\d:\d\d(?::\d\d)?Z?|\b\d{8}T\d{6}Z-[0-9a-f]+|\b\d+\.\d+(?= s\b)|(?<=127\.0\.0\.1:)\d+")]
    private static partial Regex Varying();

    [GeneratedRegex(@"\bi-[0-9a-f]{8,17}\b")]
    private static partial Regex Identity();
}
