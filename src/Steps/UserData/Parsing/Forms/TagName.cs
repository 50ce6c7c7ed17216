namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>The tags of EC2Launch v1 and v2, in any letter case, without attributes or blanks.</summary>
internal enum TagName
{
    PowerShell,
    Script,
    PowerShellArguments,
    Persist,
    Detach,
    RunAsLocalSystem,
}

/// <summary>A tag found in a text.</summary>
/// <param name="Length">Its length in characters, brackets included.</param>
internal readonly record struct Tag(TagName Name, bool IsClosing, int Length)
{
    /// <summary>The spelling that is portable to every agent.</summary>
    public static readonly string[] Spellings =
        ["powershell", "script", "powershellArguments", "persist", "detach", "runAsLocalSystem"];

    public static string Opening(TagName name) => $"<{Spellings[(int)name]}>";

    public static string Closing(TagName name) => $"</{Spellings[(int)name]}>";

    /// <summary>The tag that begins exactly here, or null.</summary>
    public static Tag? At(ReadOnlySpan<char> text)
    {
        var isClosing = text.StartsWith("</");
        var skip = isClosing ? 2 : 1;
        if (text.Length <= skip || text[0] != '<')
            return null;
        for (var i = 0; i < Spellings.Length; i++)
        {
            var end = skip + Spellings[i].Length;
            if (text.Length > end && text[end] == '>'
                && text[skip..end].Equals(Spellings[i], StringComparison.OrdinalIgnoreCase))
                return new Tag((TagName)i, isClosing, end + 1);
        }

        return null;
    }

    /// <summary>How many opening tags of a name stand in a text.</summary>
    public static int CountOpenings(TagName name, ReadOnlySpan<char> text)
    {
        var (opening, count) = (Opening(name), 0);
        for (var at = Next(text); at >= 0; at = Next(text))
        {
            count++;
            text = text[(at + opening.Length)..];
        }

        return count;

        int Next(ReadOnlySpan<char> rest) => rest.IndexOf(opening, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether an opening tag stands at the beginning of a line.</summary>
    public static bool BeginsALineIn(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('\n'))
            if (At(text[range]) is { IsClosing: false })
                return true;
        return false;
    }

    /// <summary>Whether an opening tag stands anywhere in the text.</summary>
    public static bool IsOpenedIn(string text)
    {
        for (var at = text.IndexOf('<'); at >= 0; at = text.IndexOf('<', at + 1))
            if (At(text.AsSpan(at)) is { IsClosing: false })
                return true;
        return false;
    }
}
