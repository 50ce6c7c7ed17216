namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>Turns an offset in a text into its line, from 1. A line ends at LF, so that CR LF counts once.</summary>
internal sealed class TextLines
{
    private readonly List<int> starts = [0];

    public TextLines(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n')
                starts.Add(i + 1);
    }

    public int At(int offset)
    {
        var index = starts.BinarySearch(offset);
        return index >= 0 ? index + 1 : ~index;
    }
}
