namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>A closed block: the text between an opening tag and the next closing tag of the same name.</summary>
internal readonly record struct TagBlock(TagName Name, string Content, int Line);

/// <summary>
/// Finds the blocks of a text in one pass. What stands in a block is its text, tags included: a <c>&lt;script&gt;</c> in the
/// HTML of a PowerShell block is no batch block, though EC2Launch v1 takes it for one. An unclosed tag opens no block, so
/// the closed blocks after it count, as in EC2Launch v1.
/// </summary>
internal sealed class TagScanner(string text, TextLines lines, ProblemList problems)
{
    private readonly List<TagBlock> blocks = [];

    // Once a name has no closing tag ahead it never has one again; without this memory, a text of
    // opening tags alone would be searched to its end for each of them.
    private readonly bool[] neverClosed = new bool[Tag.Spellings.Length];

    // Looking for a misspelt closing tag is worth it once a name, for the same reason.
    private readonly bool[] adviceGiven = new bool[Tag.Spellings.Length];

    // Where the text begins that no block has claimed, and whether it may be the lost body of an unclosed tag.
    private int strayStart;
    private bool afterUnclosed;

    public static string ClosesNothing(TagName name) =>
        $"{Tag.Closing(name)} closes nothing: there is no {Tag.Opening(name)} before it.";

    public IReadOnlyList<TagBlock> Scan()
    {
        var at = text.IndexOf('<');
        while (at >= 0)
        {
            var next = Tag.At(text.AsSpan(at)) is { } tag ? Take(tag, at) : at + 1;
            at = next < text.Length ? text.IndexOf('<', next) : -1;
        }

        ReportStray(text.Length);
        return blocks;
    }

    /// <summary>Handles a tag and returns the offset to go on from.</summary>
    private int Take(Tag tag, int at)
    {
        ReportStray(at);
        var body = at + tag.Length;
        var next = body;
        if (tag.IsClosing)
            problems.Error(lines.At(at), ClosesNothing(tag.Name));
        else if (FindClosing(tag.Name, body) is { } end)
        {
            blocks.Add(new(tag.Name, text[body..end], lines.At(at)));
            afterUnclosed = false;
            next = end + tag.Length + 1; // The closing tag is longer by its slash.
        }
        else
        {
            problems.Error(lines.At(at), $"{Tag.Opening(tag.Name)} has no {Tag.Closing(tag.Name)}, so its text is not run. "
                + MisspeltClosing(tag.Name, body));
            afterUnclosed = true;
        }

        strayStart = next;
        return next;
    }

    private int? FindClosing(TagName name, int from)
    {
        if (neverClosed[(int)name])
            return null;
        var end = text.IndexOf(Tag.Closing(name), from, StringComparison.OrdinalIgnoreCase);
        neverClosed[(int)name] = end < 0;
        return end < 0 ? null : end;
    }

    private string MisspeltClosing(TagName name, int from)
    {
        var isFirst = !adviceGiven[(int)name];
        adviceGiven[(int)name] = true;
        return isFirst && NearMissTag.Find(text, from, text.Length, closing: name) is { } tag
            ? $"'{tag.Text}' on line {lines.At(tag.Offset)} does not close it."
            : "Add it after the last line of the block.";
    }

    private void ReportStray(int end)
    {
        var stray = text.AsSpan(strayStart, end - strayStart);
        if (afterUnclosed || stray.IsWhiteSpace())
            return;
        var first = strayStart + (stray.Length - stray.TrimStart().Length);
        var line = lines.At(first);
        if (NearMissTag.Find(text, first, end) is { } tag)
            problems.Error(line, $"Text outside of the tags is not run. '{tag.Text}' on line {lines.At(tag.Offset)} is "
                + $"not a tag; write {tag.Meant} exactly.");
        else if (FormDetection.BeginsAsTaskList(stray))
            problems.Error(line, "The EC2Launch v2 task list is not run, for tags stand beside it. Send one or the other; "
                + "a script may be a task of the list (executeScript).");
        else
            problems.Warning(line, "Text outside of the tags is not run. Put it inside <powershell> or <script>, or remove it.");
    }
}
