using OpenLaunch.Core.Console;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OpenLaunch.Runner.Output;

/// <summary>Opens the terminal, or what stands in its place, with what it can show.</summary>
internal static class OutputTerminal
{
    private static readonly string[] LocaleNames = ["LC_ALL", "LC_CTYPE", "LANG"]; // the first one that is set holds

    /// <summary>NO_COLOR is honoured by the terminal library.</summary>
    public static IAnsiConsole Open(TextWriter writer)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        terminal.Profile.Capabilities.Unicode &= ShowsSigns();
        if (terminal.Profile.Capabilities.Ansi)
        {
            // Colours are sequences, which the program's writer takes out of text; so it is given text without any, drawn.
            terminal.Pipeline.Attach(new PrintableHook());
            terminal.Profile.Out = new AnsiConsoleOutput(new DrawingWriter(writer));
        }

        return terminal;
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

    private sealed class PrintableHook : IRenderHook
    {
        public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
            renderables.Select(renderable => new Printable(renderable));
    }

    private sealed class Printable(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(segment => segment.IsControlCode || segment.IsLineBreak
                ? segment
                : new(PrintableText.Block(segment.Text), segment.Style));
    }
}
