using YamlDotNet.Core;

namespace OpenLaunch.Steps.UserData.Parsing.Yaml;

/// <summary>Says what the YAML scanner stumbled on, and where.</summary>
internal static class YamlFailure
{
    /// <summary>The line and the message for a failure after the line of the last good event.</summary>
    public static (int Line, string Message) Explain(YamlException failure, string text, int lastLine)
    {
        var lines = text.TrimEnd().Split('\n');
        // YamlDotNet gives line 1 for a tab it finds while it looks for a key, and the line past the last at the end.
        var line = Math.Clamp(Math.Max((int)failure.Start.Line, lastLine), 1, lines.Length);
        if (!failure.Message.Contains("tab", StringComparison.Ordinal))
            return (line, $"The YAML cannot be read: {failure.Message}");
        var tab = Array.FindIndex(lines, line - 1, IsIndentedWithTab);
        return (tab < 0 ? line : tab + 1, "The YAML is indented with a tab. Indent with spaces.");
    }

    private static bool IsIndentedWithTab(string line) => line[..(line.Length - line.TrimStart().Length)].Contains('\t');
}
