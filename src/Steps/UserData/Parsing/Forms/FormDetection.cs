using OpenLaunch.Steps.UserData.Parsing.Yaml;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>
/// Tells the form of a text, as a reader would: by its first lines, then by the tags in it. MIME is told from the bytes
/// before, for its parts need not be text.
/// </summary>
internal static class FormDetection
{
    /// <param name="isNamed">
    /// Whether the type or the file's name of the text says what it is: then a tag in the middle of it tells nothing.
    /// </param>
    public static UserDataFormat Detect(string text, bool isNamed = false)
    {
        var first = FirstLine.Of(text).Text;
        if (first.IsEmpty)
            return UserDataFormat.None;
        if (CloudConfigForm.Matches(first))
            return UserDataFormat.CloudConfig;
        if (IncludeForm.Matches(first))
            return UserDataFormat.Include;
        if (ScriptForm.Matches(first))
            return UserDataFormat.Script;
        // EC2Launch v2 tries YAML before it looks for tags; a script in a YAML value may hold any tag.
        if (BeginsAsTaskList(text) && !FallsBackToTags(text))
            return UserDataFormat.Yaml;
        if (isNamed)
            return BeginsWithTag(text) ? UserDataFormat.Xml : UserDataFormat.Unrecognized;
        if (Tag.IsOpenedIn(text))
            return UserDataFormat.Xml;
        return HasTaskListKey(text) ? UserDataFormat.Yaml : UserDataFormat.Unrecognized;
    }

    private static bool BeginsWithTag(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('\n'))
            if (text[range].Trim() is { IsEmpty: false } line && line[0] != '#')
                return Tag.At(line) is { IsClosing: false };
        return false;
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
            return IsTaskListKey(line) || (IsVersionKey(line) && HasTasksKey(text)) || IsListOfTasks(line)
                || (line[0] == '{' && IsJsonTaskList(text));
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

    private static bool HasTasksKey(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('\n'))
            if (IsKey(text[range], "tasks") || IsKey(text[range], "task") || IsListOfTasks(text[range].TrimStart()))
                return true;
        return false;
    }

    /// <summary>A version alone is a sign only when it is one of a task list: files of many programs begin with one.</summary>
    private static bool IsTaskListKey(ReadOnlySpan<char> line) => IsKey(line, "tasks")
        || (IsVersionKey(line) && ValueOf(line) is "1.0" or "1.1") || (IsKey(line, "task") && ValueOf(line).Length > 0);

    private static bool IsVersionKey(ReadOnlySpan<char> line) => IsKey(line, "version");

    private static bool IsKey(ReadOnlySpan<char> line, string name)
    {
        var colon = line.IndexOf(':');
        return colon is >= 0 and <= 20
            && line[..colon].TrimEnd().Trim('"').Trim('\'').Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    private static ReadOnlySpan<char> ValueOf(ReadOnlySpan<char> line)
    {
        var value = line[(line.IndexOf(':') + 1)..];
        var comment = value.IndexOf(" #");
        return (comment < 0 ? value : value[..comment]).Trim("\"', \t\r");
    }

    private static bool IsListOfTasks(ReadOnlySpan<char> line) =>
        line is ['-', ' ', ..] && line[2..].TrimStart().StartsWith("task:");

    private static bool IsJsonTaskList(ReadOnlySpan<char> text) =>
        text.Contains("\"tasks\"", StringComparison.Ordinal) || text.Contains("tasks:", StringComparison.Ordinal)
        || text.Contains("\"task\"", StringComparison.Ordinal);
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
