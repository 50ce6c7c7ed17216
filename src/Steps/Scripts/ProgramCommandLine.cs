using System.Text;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Puts arguments into one Windows command line so that programs built with Microsoft's C runtime read them back.</summary>
public static class ProgramCommandLine
{
    /// <summary>The command line (Microsoft Learn, "Parsing C++ command-line arguments").</summary>
    /// <param name="path">The program; its path holds no quote.</param>
    /// <param name="arguments">The arguments.</param>
    public static string Build(string path, IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var line = new StringBuilder($"\"{path}\"");
        foreach (var argument in arguments)
        {
            line.Append(' ');
            Append(line, argument);
        }

        return line.ToString();
    }

    private static void Append(StringBuilder line, string argument)
    {
        if (argument.Length > 0 && !argument.Any(c => char.IsWhiteSpace(c) || c == '"'))
        {
            line.Append(argument);
            return;
        }

        line.Append('"');
        var backslashes = 0;
        foreach (var c in argument)
        {
            // Backslashes count double before a quote, and a quote needs one of its own.
            if (c == '"')
                line.Append('\\', backslashes + 1);
            backslashes = c == '\\' ? backslashes + 1 : 0;
            line.Append(c);
        }

        line.Append('\\', backslashes).Append('"');
    }
}
