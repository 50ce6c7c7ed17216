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

    /// <summary>The names alone, where their reasons have pushed some off the screen; what does not fit is counted.</summary>
    private static string Names(List<StepResult> failed, (int Columns, int Rows) size)
    {
        var line = $"Failed: {failed[0].Entry.Name}";
        for (var index = 1; index < failed.Count; index++)
        {
            var longer = $"{line}, {failed[index].Entry.Name}";
            if (RowsOf(longer + More(failed.Count), size.Columns) + RowsBelow > size.Rows)
                return line + More(failed.Count - index);
            line = longer;
        }

        return line;
    }

    private static string More(int count) => $", and {count} more: openlaunch status";

    private static int RowsOf(string line, int columns) => 1 + ((line.Length - 1) / columns);

    private static string Line(string entry, StepOutcome.FailedOutcome outcome) =>
        $"{entry} failed: {outcome.Explanation}{(outcome.Error is { } type ? $" ({type})" : "")}";
}
