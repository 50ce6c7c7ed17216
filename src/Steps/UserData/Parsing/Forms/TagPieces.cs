namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>What a tag outside of all blocks is.</summary>
internal enum TagPieceKind
{
    /// <summary>A block, from its opening tag to its closing one.</summary>
    Block,

    /// <summary>An opening tag that nothing closes.</summary>
    Unclosed,

    /// <summary>A closing tag right behind the block that is closed already.</summary>
    ClosedAgain,

    /// <summary>A closing tag that closes nothing.</summary>
    Stray,

    /// <summary>A tag in a comment of a script that stands outside of all tags.</summary>
    Commented,

    /// <summary>A block, and all up to a further closing tag of its name: nobody can tell where it was to end.</summary>
    Ambiguous,
}

/// <summary>A piece of the text that begins and ends with a tag.</summary>
/// <param name="End">Behind its last tag.</param>
/// <param name="Inner">Of a block and an ambiguous piece: where the closing tag begins that comes first.</param>
internal readonly record struct TagPiece(TagPieceKind Kind, TagName Name, int Start, int End, int Inner);

/// <summary>
/// Finds the pieces of a text in one pass, in its order. What stands in a block is its text, tags included: a
/// <c>&lt;script&gt;</c> in the HTML of a PowerShell block is no batch block, though EC2Launch v1 takes it for one. An unclosed
/// tag opens no block, so the closed blocks after it count, as in EC2Launch v1.
/// </summary>
internal sealed class TagPieces(string text)
{
    private static readonly string[] CommentMarks = ["#", "::", "rem ", "//"];

    private readonly List<TagPiece> pieces = [];

    // By name: the pieces whose text holds an opening tag that nothing has closed yet, and the last block.
    private readonly Stack<int>[] open = [.. Tag.Spellings.Select(_ => new Stack<int>())];
    private readonly int[] last = [.. Tag.Spellings.Select(_ => -1)];

    // Once a name has no closing tag ahead it never has one again; without this memory, a text of
    // opening tags alone would be searched to its end for each of them.
    private readonly bool[] neverClosed = new bool[Tag.Spellings.Length];
    private readonly bool[] misspelt = new bool[Tag.Spellings.Length];
    private int lineStart;
    private int lineEnd;
    private int blockEnd;

    public static IReadOnlyList<TagPiece> Of(string text) => new TagPieces(text).Find();

    private List<TagPiece> Find()
    {
        var at = text.IndexOf('<');
        while (at >= 0)
        {
            var next = Tag.At(text.AsSpan(at)) is { } tag ? Take(tag, at) : at + 1;
            at = next < text.Length ? text.IndexOf('<', next) : -1;
        }

        return pieces;
    }

    /// <summary>Handles a tag and returns the offset to go on from.</summary>
    private int Take(Tag tag, int at)
    {
        var body = at + tag.Length;
        if (IsCommented(at))
            return Add(TagPieceKind.Commented, tag.Name, at, body);
        if (tag.IsClosing)
            return Close(tag.Name, at, body);
        if (FindClosing(tag.Name, body) is not { } inner)
            return Add(TagPieceKind.Unclosed, tag.Name, at, body);
        var end = inner + tag.Length + 1; // The closing tag is longer by its slash.
        last[(int)tag.Name] = pieces.Count;
        for (var count = Tag.CountOpenings(tag.Name, text.AsSpan(body..inner)); count > 0; count--)
            open[(int)tag.Name].Push(pieces.Count);
        return Add(TagPieceKind.Block, tag.Name, at, end, inner);
    }

    private int Close(TagName name, int at, int end)
    {
        if (pieces.Count == 0)
            return Add(TagPieceKind.Stray, name, at, end);
        var before = pieces[^1];
        var isBehind = last[(int)name] == pieces.Count - 1 && text.AsSpan(before.End..at).IsWhiteSpace();
        if (open[(int)name].Count == 0 && isBehind && before.Kind is TagPieceKind.Block or TagPieceKind.ClosedAgain)
        {
            // The block ends behind all of its closing tags.
            last[(int)name] = pieces.Count;
            return Add(TagPieceKind.ClosedAgain, name, at, end);
        }

        var first = open[(int)name].TryPop(out var opened) ? opened : last[(int)name];
        if (first < 0 || before.Kind is TagPieceKind.Unclosed || Misspelt(name, pieces[first].End, at))
            return Add(TagPieceKind.Stray, name, at, end);
        var whole = pieces[first] with { Kind = TagPieceKind.Ambiguous, End = end };
        Forget(first);
        pieces.Add(whole);
        last[(int)name] = first;
        blockEnd = end;
        return end;
    }

    /// <summary>Whether an opening tag that is no tag stands there: then that is what the closing one was written for.</summary>
    private bool Misspelt(TagName name, int from, int to) => misspelt[(int)name] =
        misspelt[(int)name] || (NearMissTag.Find(text, from, to) is { } tag && tag.Meant == Tag.Opening(name));

    /// <summary>Takes out what stands between the tags of an ambiguous piece.</summary>
    private void Forget(int first)
    {
        pieces.RemoveRange(first, pieces.Count - first);
        for (var name = 0; name < last.Length; name++)
        {
            while (open[name].TryPeek(out var index) && index > first)
                open[name].Pop();
            last[name] = last[name] >= first ? -1 : last[name];
        }
    }

    private int Add(TagPieceKind kind, TagName name, int start, int end, int inner = 0)
    {
        pieces.Add(new(kind, name, start, end, inner));
        blockEnd = kind is TagPieceKind.Commented or TagPieceKind.Unclosed ? blockEnd : end;
        return end;
    }

    private int? FindClosing(TagName name, int from)
    {
        if (neverClosed[(int)name])
            return null;
        var end = text.IndexOf(Tag.Closing(name), from, StringComparison.OrdinalIgnoreCase);
        neverClosed[(int)name] = end < 0;
        return end < 0 ? null : end;
    }

    private bool IsCommented(int at)
    {
        var newLine = text.AsSpan(lineEnd..at).LastIndexOf('\n');
        lineStart = newLine < 0 ? lineStart : lineEnd + newLine + 1;
        lineEnd = at;
        // What a block holds on this line is its own.
        var line = text.AsSpan(Math.Max(lineStart, blockEnd)..at).TrimStart();
        foreach (var mark in CommentMarks)
            if (line.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
