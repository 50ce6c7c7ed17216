using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Output;

/// <summary>What a run ends with, so that it is on the last screen: what failed, once more, then one line on all.</summary>
internal static class RunEnding
{
    // The log, the line on all, and the prompt after them, each of which may take two rows.
    private const int RowsBelow = 6;

    /// <summary>Writes it.</summary>
    /// <param name="writer">Standard error, so that standard output is free for JSON.</param>
    /// <param name="log">The agent's log, which has all of it; null where none is written.</param>
    /// <param name="screen">The size of the terminal; null where it goes elsewhere.</param>
    public static void Write(TextWriter writer, RunResult result, string? log, (int Columns, int Rows)? screen = null)
    {
        var failed = result.Steps.Where(step => step.Outcome is StepOutcome.FailedOutcome).ToList();
        var lines = failed.Select(step => Line(step.Entry.Name, (StepOutcome.FailedOutcome)step.Outcome)).ToList();
        lines.ForEach(writer.WriteLine);
        if (screen is { } size && lines.Sum(line => RowsOf(line, size.Columns)) + RowsBelow > size.Rows)
            writer.WriteLine(Names(failed, size));
        if (failed.Count > 0 && log is not null)
            writer.WriteLine($"The log: {log}");
        writer.WriteLine(RunSummary.Line(result));
    }

    /// <summary>
    /// The names alone, where their reasons have pushed some off the screen, none of them broken at the end of a row; what does
    /// not fit is counted.
    /// </summary>
    private static string Names(List<StepResult> failed, (int Columns, int Rows) size)
    {
        var rows = new List<string> { "Failed:" };
        for (var index = 0; index < failed.Count; index++)
        {
            var name = $" {failed[index].Entry.Name}{(index == failed.Count - 1 ? "" : ",")}";
            if (rows[^1].Length + name.Length <= size.Columns)
            {
                rows[^1] += name;
                continue;
            }

            if (rows.Count + RowsBelow + 2 > size.Rows)
            {
                rows.Add($" and {failed.Count - index} more: openlaunch status");
                break;
            }

            rows.Add(name);
        }

        return string.Join(Environment.NewLine, rows);
    }

    private static int RowsOf(string line, int columns) => 1 + ((line.Length - 1) / columns);

    private static string Line(string entry, StepOutcome.FailedOutcome outcome) =>
        $"{entry} failed: {outcome.Explanation}{(outcome.Error is { } type ? $" ({type})" : "")}";
}
