using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Output;

/// <summary>What a run ends with, so that it is on the last screen: what failed, once more, then one line on all.</summary>
internal static class RunEnding
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Standard error, so that standard output is free for JSON.</param>
    /// <param name="log">The agent's log, which has all of it; null where none is written.</param>
    public static void Write(TextWriter writer, RunResult result, string? log)
    {
        var failed = result.Steps.Where(step => step.Outcome is StepOutcome.FailedOutcome).ToList();
        foreach (var step in failed)
            writer.WriteLine(Line(step.Entry.Name, (StepOutcome.FailedOutcome)step.Outcome));
        if (failed.Count > 0 && log is not null)
            writer.WriteLine($"The log: {log}");
        writer.WriteLine(RunSummary.Line(result));
    }

    private static string Line(string entry, StepOutcome.FailedOutcome outcome) =>
        $"{entry} failed: {outcome.Explanation}{(outcome.Error is { } type ? $" ({type})" : "")}";
}
