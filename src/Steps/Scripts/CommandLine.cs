using System.Text;

namespace OpenLaunch.Steps.Scripts;

/// <summary>The one place that puts a program and its arguments into a line, so that the program reads them back.</summary>
internal static class CommandLine
{
    /// <summary>What cmd would read as its own, the quotes included.</summary>
    private const string Special = "()<>&|^\"";

    /// <summary>The most that cmd reads of one line (Microsoft Learn, "Command prompt line string limitation").</summary>
    private const int MaxBatchLine = 8191;

    /// <summary>The command line of a process, as CommandLineToArgvW and Microsoft's C runtime take it apart.</summary>
    /// <param name="path">The program; its path holds no quote.</param>
    /// <param name="arguments">The arguments, each as the program is to receive it.</param>
    public static string ForProcess(string path, IEnumerable<string> arguments)
    {
        return string.Concat(arguments.Select(argument => " " + Argument(argument)).Prepend($"\"{path}\""));
    }

    /// <summary>A line of a batch file that runs a program.</summary>
    /// <param name="path">The program; its path holds no quote.</param>
    /// <param name="arguments">The arguments, each as the program is to receive it; no line breaks.</param>
    public static string ForBatch(string path, IEnumerable<string> arguments) => ForBatch(ForProcess(path, arguments));

    /// <summary>A line of a batch file that starts a process with exactly a given command line.</summary>
    /// <remarks>
    /// Only the program's own quotes stay: cmd must see where its name ends. Behind it every special character gets its caret,
    /// quotes too, so that cmd never believes itself inside quotes; a percent sign is written twice. Exclamation marks need the
    /// switch <c>/V:OFF</c>, for a policy can let cmd expand them.
    /// </remarks>
    /// <exception cref="ScriptStartException">It has a line break, which no batch file can hand on.</exception>
    public static string ForBatch(string commandLine)
    {
        if (commandLine.AsSpan().ContainsAny("\r\n\0"))
            throw new ScriptStartException("A command line with a line break cannot go through cmd; put it into a script.");
        var name = commandLine.StartsWith('"') ? commandLine.IndexOf('"', 1) + 1 : 0;
        var line = new StringBuilder(Doubled(commandLine[..name]));
        foreach (var character in Doubled(commandLine[name..]))
        {
            if (Special.Contains(character, StringComparison.Ordinal))
                line.Append('^');
            line.Append(character);
        }

        return line.Length <= MaxBatchLine ? line.ToString()
            : throw new ScriptStartException(
                $"A command line of {line.Length} characters is too long for cmd, which takes {MaxBatchLine}.");
    }

    /// <summary>A line of a batch file made of words; the first may be a command of cmd itself, like <c>mkdir</c>.</summary>
    /// <param name="words">The words, at least one; no line breaks.</param>
    public static string ForBatch(IReadOnlyList<string> words)
    {
        var isPlain = words[0].All(
            character => char.IsAsciiLetterOrDigit(character) || "_-.:\\".Contains(character, StringComparison.Ordinal));
        return string.Join(' ', words.Skip(1).Select(Word).Prepend(isPlain ? words[0] : ForBatch($"\"{words[0]}\"")));
    }

    /// <summary>A word is left to quotes, in which cmd reads nothing but a percent sign, unless it has a quote itself.</summary>
    private static string Word(string text) =>
        ForBatch(text.Contains('"', StringComparison.Ordinal) || !text.AsSpan().ContainsAny(Special + " \t\v") && text.Length > 0
            ? " " + Argument(text)
            : $"\"{text}{text[text.AsSpan().TrimEnd('\\').Length..]}\"").TrimStart(' ');

    /// <summary>Whether a program is a batch file, which cmd runs and not the system.</summary>
    public static bool IsBatchFile(string path) => Path.GetExtension(path.AsSpan().TrimEnd(". ")) is var extension
        && (extension.Equals(".cmd", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".bat", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// A line of a batch file that runs another one. Each argument stays in quotes, and a quote inside is doubled, for the other
    /// one reads them once more.
    /// </summary>
    /// <param name="path">The batch file; its path holds no quote.</param>
    /// <param name="arguments">The arguments; no line breaks.</param>
    public static string ForBatchFile(string path, IEnumerable<string> arguments) => ForBatch(string.Concat(arguments
        .Select(argument => $" \"{argument.Replace("\"", "\"\"", StringComparison.Ordinal)}\"").Prepend($"\"{path}\"")));

    /// <summary>The command line for people: quotes only where an argument would not be seen as one.</summary>
    public static string ForDisplay(string path, IEnumerable<string> arguments) =>
        string.Join(' ', arguments.Prepend(path).Select(Argument));

    /// <summary>The rules of CommandLineToArgvW: backslashes count only before a quote.</summary>
    private static string Argument(string text)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAny(" \t\n\v\""))
            return text;
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in text)
        {
            if (character == '"')
                quoted.Append('\\', backslashes + 1);
            backslashes = character == '\\' ? backslashes + 1 : 0;
            quoted.Append(character);
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }

    /// <summary>In a batch file a percent sign is written twice.</summary>
    public static string Doubled(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
}
