using System.Text;
using System.Text.RegularExpressions;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Runner.Output;

/// <summary>
/// The language of what <c>doctor</c> says to people: its sentence, its command and its headings. Findings stay English, so that
/// they are found in the documentation; programs read the JSON, which does too.
/// </summary>
internal sealed class DiagnosisLanguage
{
    private readonly IReadOnlyList<(Regex English, string Other)> lines;

    private DiagnosisLanguage(IReadOnlyList<(Regex, string)> lines) => this.lines = lines;

    /// <summary>The languages that there are, by their codes (ISO 639-1).</summary>
    public static string[] Codes { get; } = ["en", "ja"];

    /// <summary>The language of a code of <see cref="Codes"/>.</summary>
    public static DiagnosisLanguage Of(string code) => code == "en" ? new([]) : new([.. Read($"doctor.{code}.txt")]);

    /// <summary>English words in this language; what it has none for stays as it is.</summary>
    public string Say(string english)
    {
        foreach (var (pattern, other) in lines)
        {
            if (pattern.Match(english) is { Success: true } match)
                return match.Groups.Values.Skip(1).Aggregate(
                    other, (text, group) => text.Replace($"{{{group.Name[1..]}}}", Say(group.Value), StringComparison.Ordinal));
        }

        return english;
    }

    /// <summary>The columns of a terminal that a text takes: a character of Japanese takes two.</summary>
    public static int WidthOf(string text) => text.EnumerateRunes().Sum(rune => rune.Value is >= 0x2E80 and <= 0xFF60 ? 2 : 1);

    private static IEnumerable<(Regex, string)> Read(string file) =>
        Encoding.UTF8.GetString(EmbeddedResource.Read(typeof(DiagnosisLanguage).Assembly, file)).Split('\n')
            .Select(line => line.TrimEnd('\r').Split('\t')).Where(parts => parts is [[not '#', ..], _])
            .Select(parts => (Pattern(parts[0]), parts[1]));

    /// <summary>What stands right behind a bracket holds none: the bracket of a route's name is not that of a number.</summary>
    private static Regex Pattern(string english) => new(
        $"^{Regex.Replace(Regex.Escape(english), @"(\\\()?\\\{(\d)}", hole =>
            $"{hole.Groups[1].Value}(?<n{hole.Groups[2].Value}>{(hole.Groups[1].Success ? "[^()]+?" : ".+?")})")}$",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
