using OpenLaunch.Core.Engine;
using Spectre.Console;

namespace OpenLaunch.Runner.Output;

/// <summary>Chooses how a run's progress is shown on standard error.</summary>
internal static class ProgressListener
{
    private static readonly string[] LocaleNames = ["LC_ALL", "LC_CTYPE", "LANG"]; // the first one that is set holds

    /// <summary>A live list on an interactive terminal, else plain lines. NO_COLOR is honoured by the terminal library.</summary>
    public static IRunListener Create(TimeProvider time)
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb")
            return new LineProgress(Console.Error);
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        terminal.Profile.Capabilities.Unicode &= ShowsSigns();
        return terminal.Profile.Capabilities.Interactive ? new LiveProgress(terminal, time) : new LineProgress(Console.Error);
    }

    /// <summary>
    /// Whether the terminal draws more than ASCII: .NET writes UTF-8 whatever the locale says, and the fonts of the console
    /// window that Windows Server opens lack the signs, where those of Windows Terminal have them.
    /// </summary>
    private static bool ShowsSigns()
    {
        if (OperatingSystem.IsWindows())
            return Environment.GetEnvironmentVariable("WT_SESSION") is not null;
        var locale = LocaleNames.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale?.Replace("-", "", StringComparison.Ordinal).Contains("UTF8", StringComparison.OrdinalIgnoreCase) == true;
    }
}
