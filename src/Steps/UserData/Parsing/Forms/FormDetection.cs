using OpenLaunch.Steps.UserData.Parsing.Yaml;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>
/// Tells the form of a text, as a reader would: by its first lines, then by the tags in it. MIME is told from the bytes
/// before, for its parts need not be text.
/// </summary>
internal static class FormDetection
{
    public static UserDataFormat Detect(string text)
    {
        var first = FirstLine.Of(text).Text;
        if (first.IsEmpty)
            return UserDataFormat.None;
        if (CloudConfigForm.Matches(first))
            return UserDataFormat.CloudConfig;
        if (ScriptForm.Matches(first))
            return UserDataFormat.Script;
        // EC2Launch v2 tries YAML before it looks for tags; a script in a YAML value may hold any tag.
        if (BeginsAsTaskList(text) && !FallsBackToTags(text))
            return UserDataFormat.Yaml;
        if (Tag.IsOpenedIn(text))
            return UserDataFormat.Xml;
        return HasTaskListKey(text) ? UserDataFormat.Yaml : UserDataFormat.Unrecognized;
    }

    /// <summary>
    /// Whether tags stand beside a task list, not in it: EC2Launch v2 takes a text that is no YAML for tags. A tag in a value is
    /// indented, so that a slip in the YAML around a script does not run a part of that script.
    /// </summary>
    private static bool FallsBackToTags(string text) => Tag.BeginsALineIn(text) && !UserDataYaml.IsReadable(text);

    /// <summary>Whether the first line that is neither blank, comment nor YAML marker opens a task list.</summary>
    public static bool BeginsAsTaskList(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('\n'))
        {
            var line = text[range].Trim();
            if (line is "---" || line.StartsWith("--- #"))
                continue;
            if (line.IsEmpty || line[0] is '#' or '%')
                continue;
            if (line.StartsWith("--- "))
                line = line[4..].TrimStart();
            return IsTaskListKey(line) || IsListOfTasks(line) || (line[0] == '{' && IsJsonTaskList(text));
        }

        return false;
    }

    private static bool HasTaskListKey(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('\n'))
            if (IsTaskListKey(text[range]))
                return true;
        return false;
    }

    private static bool IsTaskListKey(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (colon < 0 || colon > 20)
            return false;
        var key = line[..colon].TrimEnd().Trim('"').Trim('\'');
        return key.Equals("version", StringComparison.OrdinalIgnoreCase)
            || key.Equals("tasks", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsListOfTasks(ReadOnlySpan<char> line) =>
        line is ['-', ' ', ..] && line[2..].TrimStart().StartsWith("task:");

    private static bool IsJsonTaskList(ReadOnlySpan<char> text) =>
        text.Contains("\"tasks\"", StringComparison.Ordinal) || text.Contains("\"version\"", StringComparison.Ordinal)
        || text.Contains("tasks:", StringComparison.Ordinal) || text.Contains("version:", StringComparison.Ordinal);
}

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
