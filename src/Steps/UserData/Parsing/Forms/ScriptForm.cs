using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>
/// One script whose first line names its shell, as cloudbase-init reads it. The line is a comment to both shells, so the
/// whole text is the script, to the byte.
/// </summary>
internal static class ScriptForm
{
    private static readonly string[] PowerShellMarks = ["#ps1", "#ps1_sysnative", "#ps1_x86"];
    private static readonly string[] PowerShellNames = ["pwsh", "powershell", "pwsh.exe", "powershell.exe"];

    public static bool Matches(ReadOnlySpan<char> firstLine) =>
        firstLine.StartsWith("#!") || IsPowerShellMark(firstLine) || IsBatchMark(firstLine);

    public static UserDataDocument Read(string text)
    {
        var line = FirstLine.Of(text);
        if (IsBatchMark(line.Text))
            return Document(text, ScriptLanguage.Batch, line.Number);
        if (!line.Text.StartsWith("#!") || IsPowerShell(line.Text))
            return Document(text, ScriptLanguage.PowerShell, line.Number);
        return new UserDataDocument
        {
            Format = UserDataFormat.Script,
            Problems =
            [
                new(UserDataSeverity.Error, line.Number,
                    $"The script asks for the interpreter {Wording.Quote(line.Text[2..].Trim().ToString())}. "
                    + "Only PowerShell is run from "
                    + "a '#!' line (#!powershell, #!/usr/bin/env pwsh); begin a batch script with 'rem cmd'."),
            ],
        };
    }

    /// <summary>A document of one script, which is the whole text.</summary>
    public static UserDataDocument Document(string text, ScriptLanguage type, int line) => new()
    {
        Format = UserDataFormat.Script,
        Tasks =
        [
            ConfiguredTask.Of(
                new() { Type = type, RunAs = ScriptAccount.Admin, Frequency = ScriptFrequency.Once, Content = text }, line)
                with { HasCloudbaseInitExitCodes = true },
        ],
    };

    private static bool IsPowerShellMark(ReadOnlySpan<char> line)
    {
        var mark = Word(line);
        foreach (var known in PowerShellMarks)
            if (mark.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static bool IsBatchMark(ReadOnlySpan<char> line)
    {
        if (line is ['@', ..])
            line = line[1..];
        var rem = Word(line);
        return rem.Equals("rem", StringComparison.OrdinalIgnoreCase)
            && Word(line[rem.Length..].TrimStart()).Equals("cmd", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a <c>#!</c> line names PowerShell: the last part of its path, or what follows <c>env</c>.</summary>
    private static bool IsPowerShell(ReadOnlySpan<char> line)
    {
        foreach (var range in line[2..].SplitAny(' ', '\t'))
        {
            var word = line[2..][range];
            var name = word[(word.LastIndexOfAny('/', '\\') + 1)..];
            if (name.IsEmpty || name.SequenceEqual("env") || word is ['-', ..])
                continue;
            foreach (var known in PowerShellNames)
                if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
                    return true;
            return false;
        }

        return false;
    }

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAny(' ', '\t');
        return end < 0 ? line : line[..end];
    }
}
