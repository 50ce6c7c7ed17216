using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpenLaunch.Core.Documents;

/// <summary>Takes a text out of a YAML or JSON document and leaves all else of it as it stands, comments included.</summary>
internal static class ScalarRemoval
{
    /// <summary>Puts <c>""</c> in the place of each value that is a text.</summary>
    /// <param name="document">The document; one that was read before.</param>
    /// <param name="wanted">The text, escapes resolved.</param>
    /// <param name="note">A comment for the line above each, without <c>#</c>; JSON, which knows none, gets none.</param>
    /// <returns>The document without it; null when none of its values is that text.</returns>
    public static string? Apply(string document, string wanted, string note)
    {
        var places = Places(document, wanted);
        if (places.Count == 0)
            return null;
        var isJson = document.AsSpan().TrimStart() is ['{' or '[', ..];
        var result = new StringBuilder(document);
        var removals = places.Select(place => (
            At: place.Start, Length: LengthOf(document, place.Start, place.End), Text: $"{place.Anchor}\"\""));
        // One above each line, but not within a text that goes over several.
        var comments = places.GroupBy(place => LineStart(document, place.Start))
            .Where(line => !isJson && !places.Exists(place => place.Start < line.Key && line.Key < place.End))
            .Select(line => (At: line.Key, Length: 0, Text: Comment(document, line.First().Start, note)));
        // The last one first, so that none moves the place of another.
        foreach (var (at, length, text) in removals.Concat(comments).OrderByDescending(edit => edit.At))
            result.Remove(at, length).Insert(at, text);
        return result.ToString();
    }

    private static int LengthOf(string document, int start, int end)
    {
        while (end > start && document[end - 1] is '\r' or '\n' or ' ') // of a block, which ends with its last line
            end--;
        return end - start;
    }

    private static List<(int Start, int End, string Anchor)> Places(string document, string wanted)
    {
        var parser = new Parser(new StringReader(document));
        var places = new List<(int, int, string)>();
        while (parser.MoveNext())
        {
            if (parser.Current is Scalar scalar && !scalar.IsKey && scalar.Value == wanted)
                places.Add((
                    (int)scalar.Start.Index, (int)scalar.End.Index, scalar.Anchor.IsEmpty ? "" : $"&{scalar.Anchor.Value} "));
        }

        return places;
    }

    private static string Comment(string document, int place, string note)
    {
        var start = LineStart(document, place);
        var line = document.AsSpan(start, place - start);
        var lineEnd = document.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return $"{line[..^line.TrimStart(' ').Length]}# {note}{lineEnd}";
    }

    private static int LineStart(string document, int place) => place == 0 ? 0 : document.LastIndexOf('\n', place - 1) + 1;
}
