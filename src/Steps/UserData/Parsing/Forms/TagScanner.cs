namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>A closed block: the text between an opening tag and the next closing tag of the same name.</summary>
internal readonly record struct TagBlock(TagName Name, string Content, int Line, int ContentLine);

/// <summary>Tells the blocks of a text, and what is wrong with all that is none.</summary>
internal sealed class TagScanner(string text, TextLines lines, ProblemList problems)
{
    private readonly IReadOnlyList<TagPiece> pieces = TagPieces.Of(text);

    private bool[] slips = [];

    // Looking for a misspelt closing tag is worth it once a name: a text of opening tags alone has many.
    private readonly bool[] adviceGiven = new bool[Tag.Spellings.Length];
    private readonly bool[] explained = new bool[Tag.Spellings.Length];

    public IReadOnlyList<TagBlock> Scan()
    {
        slips = Slips();
        ReportCommented();
        var from = 0;
        var afterUnclosed = false;
        for (var index = 0; index < pieces.Count; index++)
        {
            var piece = pieces[index];
            if (!afterUnclosed)
                ReportOutside(from, piece.Start);
            if (!slips[index])
                Report(index);
            from = piece.End;
            afterUnclosed = piece.Kind == TagPieceKind.Unclosed || (afterUnclosed && piece.Kind == TagPieceKind.Stray);
        }

        if (!afterUnclosed)
            ReportOutside(from, text.Length);
        return [.. pieces.Where(piece => piece.Kind == TagPieceKind.Block).Select(Block)];
    }

    public static string ClosesNothing(TagName name) =>
        $"{Tag.Closing(name)} closes nothing: there is no {Tag.Opening(name)} before it.";

    private TagBlock Block(TagPiece piece)
    {
        var body = piece.Start + Tag.Opening(piece.Name).Length;
        return new(piece.Name, text[body..piece.Inner], lines.At(piece.Start), lines.At(body));
    }

    private void Report(int index)
    {
        var piece = pieces[index];
        var (opening, closing, line) = (Tag.Opening(piece.Name), Tag.Closing(piece.Name), lines.At(piece.Start));
        switch (piece.Kind)
        {
            case TagPieceKind.Unclosed:
                problems.Error(line, $"{opening} has no {closing}, so its text is not run. {SlipAfter(index)}");
                break;
            case TagPieceKind.ClosedAgain when pieces[index - 1].Kind != TagPieceKind.ClosedAgain:
                problems.Warning(line, $"{closing} stands twice: the block is closed already. Remove one.");
                break;
            case TagPieceKind.Ambiguous:
                problems.Error(line,
                    $"The {opening} of line {line} is closed on line {lines.At(piece.Inner)} and again on line "
                    + $"{lines.At(piece.End - 1)}, so nobody can tell where it ends, and nothing from the one line to the other "
                    + $"is run. A tag in the script's own text must not stand there as it is: write it in two pieces, as in "
                    + $"'<' + '{Tag.Closing(piece.Name)[1..]}'.");
                break;
            case TagPieceKind.Stray:
                problems.Error(line, ClosesNothingHere(piece));
                break;
        }
    }

    private string ClosesNothingHere(TagPiece stray)
    {
        if (explained[(int)stray.Name])
            return ClosesNothing(stray.Name);
        explained[(int)stray.Name] = true;
        foreach (var piece in pieces.TakeWhile(piece => piece.Start < stray.Start).Reverse())
        {
            var inner = piece.Kind is TagPieceKind.Block or TagPieceKind.Ambiguous
                ? text.LastIndexOf(
                    Tag.Opening(stray.Name), piece.End - 1, piece.End - piece.Start, StringComparison.OrdinalIgnoreCase)
                : -1;
            if (inner > piece.Start)
                return
                    $"{Tag.Closing(stray.Name)} closes nothing: the {Tag.Opening(stray.Name)} of line {lines.At(inner)} stands "
                    + $"in the {Tag.Opening(piece.Name)} block of line {lines.At(piece.Start)}, so it is that block's text.";
            if (piece.Name == stray.Name)
                return $"{Tag.Closing(stray.Name)} closes nothing: {Tag.Opening(stray.Name)} stands on line "
                    + $"{lines.At(piece.Start)}, but not for this one.";
        }

        return ClosesNothing(stray.Name);
    }

    /// <summary>Whether the tag is the slip of the pen that was told of with the unclosed tag before it.</summary>
    private bool[] Slips()
    {
        var slips = new bool[pieces.Count];
        for (var index = 1; index < slips.Length; index++)
        {
            var (before, piece) = (pieces[index - 1], pieces[index]);
            slips[index] = before.Kind == TagPieceKind.Unclosed && !slips[index - 1]
                && (piece.Kind == TagPieceKind.Stray || (piece.Kind == TagPieceKind.Unclosed && piece.Name == before.Name));
        }

        return slips;
    }

    /// <summary>What was written in place of the closing tag, or what to do.</summary>
    private string SlipAfter(int index)
    {
        var name = pieces[index].Name;
        var isFirst = !adviceGiven[(int)name];
        adviceGiven[(int)name] = true;
        if (isFirst && NearMissTag.Find(text, pieces[index].End, text.Length, closing: name) is { } tag)
            return $"'{tag.Text}' on line {lines.At(tag.Offset)} does not close it.";
        if (index + 1 == pieces.Count || !slips[index + 1])
            return "Add it after the last line of the block.";
        var next = pieces[index + 1];
        return next.Kind == TagPieceKind.Stray
            ? $"{Tag.Closing(next.Name)} on line {lines.At(next.Start)} does not close it."
            : $"{Tag.Opening(next.Name)} on line {lines.At(next.Start)} does not close it: its slash is missing.";
    }

    /// <summary>Tags in comments open nothing. Where there is no other script, they show what was meant.</summary>
    private void ReportCommented()
    {
        if (!HasComments)
            return;
        var first = pieces.Select(piece => (TagPiece?)piece).First(piece => piece!.Value.Kind == TagPieceKind.Commented)!.Value;
        var (at, name) = (first.Start, first.Name);
        var message = $"{Tag.Opening(name)} on line {lines.At(at)} stands in a comment, so it opens no block";
        if (pieces.Any(piece => piece.Kind is not TagPieceKind.Commented && piece.Name is TagName.PowerShell or TagName.Script))
            problems.Warning(lines.At(at), $"{message}.");
        else
            problems.Error(lines.At(at), $"{message}, and nothing of the text is run. Put <powershell> before the first line of "
                + "the script and </powershell> behind its last, without a comment mark.");
    }

    private bool HasComments => pieces.Any(piece => piece.Kind == TagPieceKind.Commented);

    private void ReportOutside(int start, int end)
    {
        var outside = text.AsSpan(start, end - start);
        if (outside.IsWhiteSpace())
            return;
        var first = start + (outside.Length - outside.TrimStart().Length);
        var line = lines.At(first);
        if (NearMissTag.Find(text, first, end) is { } tag)
            problems.Error(line, $"Text outside of the tags is not run. '{tag.Text}' on line {lines.At(tag.Offset)} is "
                + $"not a tag; write {tag.Meant} exactly.");
        else if (FormDetection.BeginsAsTaskList(outside))
            problems.Error(line, "The EC2Launch v2 task list is not run, for tags stand beside it. Send one or the other; "
                + "a script may be a task of the list (executeScript).");
        else if (!HasComments)
            problems.Warning(line, "Text outside of the tags is not run. Put it inside <powershell> or <script>, or remove it.");
    }
}
