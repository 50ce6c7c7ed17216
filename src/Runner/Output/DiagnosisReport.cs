using OpenLaunch.Steps.Diagnosis;
using Spectre.Console;

namespace OpenLaunch.Runner.Output;

/// <summary>A diagnosis for people: a table on a terminal, plain lines elsewhere.</summary>
internal static class DiagnosisReport
{
    private const int SeverityWidth = 7;

    public static void Write(IReadOnlyList<Finding> findings)
    {
        if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb")
            Write(findings, Console.Out);
        else
            Draw(findings, AnsiConsole.Create(new AnsiConsoleSettings()));
    }

    private static void Write(IReadOnlyList<Finding> findings, TextWriter writer)
    {
        var subject = findings.Max(finding => finding.Subject.Length);
        var indentation = new string(' ', SeverityWidth + subject + 4);
        foreach (var finding in findings)
        {
            // What is well fits one line; what is not is worth two.
            var isWell = finding.Severity == Severity.Info;
            var aside = isWell && finding.Evidence.Length > 0 ? $" ({finding.Evidence})" : "";
            writer.WriteLine($"{Word(finding),-SeverityWidth}  {finding.Subject.PadRight(subject)}  {finding.What}{aside}");
            if (!isWell && finding.Evidence.Length > 0)
                writer.WriteLine($"{indentation}{finding.Evidence}");
            if (finding.Command is { } command)
                writer.WriteLine($"{indentation}> {command}");
        }

        writer.WriteLine(Summary(findings));
    }

    private static void Draw(IReadOnlyList<Finding> findings, IAnsiConsole terminal)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "About", "Finding");
        foreach (var finding in findings)
        {
            var colour = Colour(finding.Severity);
            table.AddRow(
                new Text(Word(finding), new Style(colour)),
                new Text(finding.Subject),
                new Rows(Lines(finding, colour)));
        }

        terminal.Write(table);
        terminal.WriteLine(Summary(findings));
    }

    private static IEnumerable<Text> Lines(Finding finding, Color colour)
    {
        yield return new Text(finding.What, new Style(finding.Severity == Severity.Info ? null : colour));
        if (finding.Evidence.Length > 0)
            yield return new Text(finding.Evidence, new Style(Color.Grey));
        if (finding.Command is { } command)
            yield return new Text($"> {command}", new Style(decoration: Decoration.Bold));
    }

    private static string Summary(IReadOnlyList<Finding> findings)
    {
        var errors = findings.Count(finding => finding.Severity == Severity.Error);
        var warnings = findings.Count(finding => finding.Severity == Severity.Warning);
        return errors + warnings == 0
            ? "All is well."
            : $"{RunSummary.Plural(errors, "error")}, {RunSummary.Plural(warnings, "warning")}.";
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
