using OpenLaunch.Core.Engine;
using Spectre.Console;

namespace OpenLaunch.Runner.Output;

/// <summary>
/// The live list of steps on an interactive terminal: spinner, time, outcome; in the end the changes below it. It is painted
/// when something has happened, and once a second for the clock of what goes on: all of it goes over the line each time.
/// </summary>
internal sealed class LiveProgress(IAnsiConsole terminal, TimeProvider time) : IRunListener, IDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, LiveRow> rows = [];
    private readonly CancellationTokenSource ended = new();
    private Task painting = Task.CompletedTask;
    private int frame;
    private long painted;
    private bool hasChanged;

    public void Handle(RunEvent runEvent)
    {
        lock (gate)
        {
            hasChanged = true;
            switch (runEvent)
            {
                case RunEvent.RunStarted started:
                    Start(started);
                    break;
                case RunEvent.StepStarted started:
                    rows[started.Entry.Name].Start(time.GetTimestamp(), started.Note);
                    break;
                case RunEvent.StepProgress progress:
                    rows[progress.Entry.Name].Text = progress.Message;
                    break;
                case RunEvent.ChangeMade change:
                    rows[change.Entry.Name].Text = change.Description;
                    break;
                case RunEvent.StepFinished finished:
                    rows[finished.Result.Entry.Name].Result = finished.Result;
                    break;
                case RunEvent.Warning warning:
                    terminal.MarkupLineInterpolated($"[yellow]warning: {warning.Message}[/]");
                    break;
            }
        }

        if (runEvent is RunEvent.RunFinished end)
            Finish(end.Result);
    }

    public void Dispose() => ended.Dispose();

    private void Start(RunEvent.RunStarted started)
    {
        terminal.MarkupLineInterpolated($"run {started.RunId}{(started.DryRun ? ": dry run, nothing is changed" : "")}");
        foreach (var group in started.Plan.Groups)
        {
            foreach (var entry in group.Entries)
                rows.Add(entry.Name, new LiveRow(entry.Name, group.Entries.Count > 1, terminal.Profile.Capabilities.Unicode));
        }

        painting = terminal.Live(Paint()).StartAsync(PaintUntilEndedAsync);
    }

    private async Task PaintUntilEndedAsync(LiveDisplayContext display)
    {
        for (var isLast = false; !isLast;)
        {
            await Task.Delay(Frame, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            isLast = ended.IsCancellationRequested; // before the frame is painted, or what ended meanwhile would be missing
            if (isLast || IsDue())
                display.UpdateTarget(Paint());
        }
    }

    private void Finish(RunResult result)
    {
        ended.Cancel();
        painting.Wait();
        foreach (var step in result.Steps.Where(step => step.Changes.Count > 0))
        {
            terminal.WriteLine(step.Entry.Name);
            foreach (var change in step.Changes)
                terminal.Write(new Padder(new Text(ChangeLine.Of(change, result.DryRun)), new Padding(2, 0, 0, 0)));
        }
    }

    private bool IsDue()
    {
        lock (gate)
            return hasChanged || (time.GetElapsedTime(painted) >= Tick && rows.Values.Any(row => row.GoesOn));
    }

    private Grid Paint()
    {
        var grid = new Grid().AddColumns(4);
        lock (gate)
        {
            (hasChanged, painted) = (false, time.GetTimestamp());
            frame++;
            foreach (var row in rows.Values)
                row.Paint(grid, frame, time);
        }

        return grid;
    }
}
