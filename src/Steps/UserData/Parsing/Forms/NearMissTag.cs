using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>Something that looks like a tag but is not one: <c>&lt;power shell&gt;</c>, <c>&lt;script type="x"&gt;</c>.</summary>
internal readonly record struct NearMissTag(string Text, int Offset, string Meant)
{
    // Longer things in angle brackets are not quoted back: they may be anything.
    private const int MaxLength = 60;

    // Advice is worth a look at the text near by, not at the whole of it.
    private const int MaxReach = 32 * 1024;

    /// <summary>The first near miss in a part of the text, of any tag, or only of one closing tag.</summary>
    public static NearMissTag? Find(string text, int start, int end, TagName? closing = null)
    {
        end = Math.Min(end, start + MaxReach);
        for (var at = IndexOf(text, '<', start, end); at >= 0; at = IndexOf(text, '<', at + 1, end))
        {
            var close = text.AsSpan(at + 1, Math.Min(MaxLength, end - at - 1)).IndexOfAny('>', '<', '\n');
            if (close < 1 || text[at + 1 + close] != '>' || Tag.At(text.AsSpan(at)) is not null)
                continue;
            var inner = text.AsSpan(at + 1, close);
            var isClosing = inner.TrimStart() is ['/', ..];
            if (closing is not null && !isClosing || Nearest(inner) is not { } name || closing is { } only && only != name)
                continue;
            return new(text.Substring(at, close + 2), at, isClosing ? Tag.Closing(name) : Tag.Opening(name));
        }

        return null;
    }

    private static int IndexOf(string text, char c, int start, int end) =>
        start < end ? text.IndexOf(c, start, end - start) : -1;

    private static TagName? Nearest(ReadOnlySpan<char> inner)
    {
        var words = inner.Trim("/ \t\r").ToString();
        var joined = string.Concat(words.Where(c => !char.IsWhiteSpace(c)));
        var first = words.Split([' ', '\t', '=', '/'], 2)[0];
        foreach (var candidate in new[] { joined, first })
        {
            // The first letter must agree, so that <p> or <style> in HTML is not taken for a mistake.
            var name = candidate.Length < 5 ? null : NearestName.Find(candidate, Tag.Spellings);
            if (name is not null && char.ToLowerInvariant(candidate[0]) == name[0])
                return (TagName)Array.IndexOf(Tag.Spellings, name);
        }

        return null;
    }
}
