using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Output;

/// <summary>Plain lines for a log or a pipe: one an outcome, its changes below it.</summary>
/// <param name="writer">Standard error, so that standard output is free for JSON.</param>
internal sealed class LineProgress(TextWriter writer) : IRunListener
{
    private int width;
    private bool isDryRun;

    public void Handle(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunEvent.RunStarted started:
                isDryRun = started.DryRun;
                width = started.Plan.Entries.Select(entry => entry.Name.Length).DefaultIfEmpty(0).Max();
                writer.WriteLine($"run {started.RunId}{(started.DryRun ? ": dry run, nothing is changed" : "")}");
                break;
            case RunEvent.StepStarted { Note: { } note } started:
                Line(started.Entry.Name, note);
                break;
            case RunEvent.StepProgress progress:
                Line(progress.Entry.Name, progress.Message);
                break;
            case RunEvent.StepFinished finished:
                Finished(finished.Result);
                break;
            case RunEvent.Warning warning:
                writer.WriteLine($"  warning: {warning.Message}");
                break;
        }
    }

    private void Finished(StepResult result)
    {
        var time = result.Outcome is StepOutcome.SkippedOutcome ? "" : RunSummary.Seconds(result.Elapsed);
        Line(result.Entry.Name, $"{result.Outcome.Word,-8}{time,9}  {result.Outcome.Explanation}".TrimEnd());
        foreach (var change in result.Changes)
            writer.WriteLine($"  {new string(' ', width)}    {ChangeLine.Of(change, isDryRun)}");
    }

    private void Line(string name, string text) => writer.WriteLine($"  {name.PadRight(width)}  {text}");
}
