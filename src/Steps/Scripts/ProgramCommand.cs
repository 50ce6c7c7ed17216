using System.Text;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Writes the batch script of one program, so that programs share the scripts' way: job, output files, time limit, detaching.
/// </summary>
public static class ProgramCommand
{
    /// <summary>What cmd would read as its own in an argument, the quotes included.</summary>
    private const string Special = "()<>&|^\"";

    /// <summary>Writes the script. Its exit code is the program's.</summary>
    /// <param name="path">The program; no quotes.</param>
    /// <param name="arguments">The arguments, each as the program is to receive it; no line breaks.</param>
    public static string Write(string path, IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(arguments);
        var line = new StringBuilder("@\"").Append(Doubled(path)).Append('"');
        foreach (var argument in arguments)
            line.Append(' ').Append(ForShell(Quote(argument)));
        return line.Append("\r\n").ToString();
    }

    /// <summary>The rules of CommandLineToArgvW: backslashes count only before a quote.</summary>
    private static string Quote(string argument)
    {
        if (argument.Length > 0 && !argument.AsSpan().ContainsAny(' ', '\t', '"'))
            return argument;
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '"')
                quoted.Append('\\', backslashes + 1);
            backslashes = character == '\\' ? backslashes + 1 : 0;
            quoted.Append(character);
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }

    /// <summary>Every special character gets its caret, quotes too, so that cmd never believes itself inside quotes.</summary>
    private static string ForShell(string argument)
    {
        var line = new StringBuilder();
        foreach (var character in Doubled(argument))
        {
            if (Special.Contains(character, StringComparison.Ordinal))
                line.Append('^');
            line.Append(character);
        }

        return line.ToString();
    }

    /// <summary>In a batch file a percent sign is written twice.</summary>
    private static string Doubled(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
}
