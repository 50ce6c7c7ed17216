using OpenLaunch.Steps.Diagnosis;
using Spectre.Console;

namespace OpenLaunch.Runner.Output;

/// <summary>A diagnosis for people: a table on a terminal, plain lines elsewhere.</summary>
internal static class DiagnosisReport
{
    private const int SeverityWidth = 7;

    /// <summary>Writes it, the worst first.</summary>
    /// <param name="summary">The sentence to begin with.</param>
    /// <param name="findings">All that was looked at.</param>
    /// <param name="isWhole">Whether what is well is listed, too.</param>
    /// <param name="language">The language of sentence, command and headings.</param>
    public static void Write(
        DiagnosisSummary summary, IReadOnlyList<Finding> findings, bool isWhole, DiagnosisLanguage language)
    {
        Console.Out.WriteLine(language.Say(summary.Sentence));
        if (summary.Command is { } command)
            Console.Out.WriteLine(language.Say($"Run: {command}"));
        var told = findings.Where(finding => isWhole || finding.Severity != Severity.Info)
            .OrderByDescending(finding => finding.Severity).ToList();
        if (told.Count > 0)
        {
            Console.Out.WriteLine();
            if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb")
                Write(told, Console.Out, language);
            else
                Draw(told, language, AnsiConsole.Create(new AnsiConsoleSettings()));
        }

        Console.Out.WriteLine(language.Say(Counts(findings, isWhole)));
    }

    private static void Write(List<Finding> findings, TextWriter writer, DiagnosisLanguage language)
    {
        var subject = findings.Max(finding => finding.Subject.Length);
        var indentation = new string(' ', SeverityWidth + subject + 4);
        foreach (var finding in findings)
        {
            // What is well fits one line; what is not is worth two.
            var isWell = finding.Severity == Severity.Info;
            var aside = isWell && finding.Evidence.Length > 0 ? $" ({finding.Evidence})" : "";
            var word = language.Say(Word(finding));
            var gap = new string(' ', SeverityWidth + 2 - DiagnosisLanguage.WidthOf(word));
            writer.WriteLine($"{word}{gap}{finding.Subject.PadRight(subject)}  {finding.What}{aside}");
            if (!isWell && finding.Evidence.Length > 0)
                writer.WriteLine($"{indentation}{finding.Evidence}");
            if (finding.Command is { } command)
                writer.WriteLine($"{indentation}> {command}");
        }
    }

    private static void Draw(List<Finding> findings, DiagnosisLanguage language, IAnsiConsole terminal)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", language.Say("About"), language.Say("Finding"));
        foreach (var finding in findings)
        {
            var colour = Colour(finding.Severity);
            table.AddRow(
                new Text(language.Say(Word(finding)), new Style(colour)),
                new Text(finding.Subject),
                new Rows(Lines(finding, colour)));
        }

        terminal.Write(table);
    }

    private static IEnumerable<Text> Lines(Finding finding, Color colour)
    {
        yield return new Text(finding.What, new Style(finding.Severity == Severity.Info ? null : colour));
        if (finding.Evidence.Length > 0)
            yield return new Text(finding.Evidence, new Style(Color.Grey));
        if (finding.Command is { } command)
            yield return new Text($"> {command}", new Style(decoration: Decoration.Bold));
    }

    private static string Counts(IReadOnlyList<Finding> findings, bool isWhole)
    {
        var errors = findings.Count(finding => finding.Severity == Severity.Error);
        var warnings = findings.Count(finding => finding.Severity == Severity.Warning);
        var well = $"{findings.Count - errors - warnings} well{(isWhole ? "" : " (--all lists them)")}.";
        return errors + warnings == 0
            ? well
            : $"{RunSummary.Plural(errors, "error")}, {RunSummary.Plural(warnings, "warning")}, {well}";
    }

    private static string Word(Finding finding) => finding.Severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "ok",
    };

    private static Color Colour(Severity severity) => severity switch
    {
        Severity.Error => Color.Red,
        Severity.Warning => Color.Yellow,
        _ => Color.Green,
    };
}
