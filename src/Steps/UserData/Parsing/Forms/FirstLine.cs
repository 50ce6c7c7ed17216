namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>A text's first line that is not blank, without surrounding blanks, and its number from 1.</summary>
internal readonly ref struct FirstLine(ReadOnlySpan<char> text, int number)
{
    public ReadOnlySpan<char> Text { get; } = text;

    public int Number { get; } = number;

    public static FirstLine Of(ReadOnlySpan<char> text)
    {
        var rest = text.TrimStart();
        var number = text[..(text.Length - rest.Length)].Count('\n') + 1;
        var end = rest.IndexOf('\n');
        return new((end < 0 ? rest : rest[..end]).TrimEnd(), number);
    }
}
