using OpenLaunch.Core.Engine;
using Spectre.Console;

namespace OpenLaunch.Runner.Output;

/// <summary>The live list of steps on an interactive terminal: spinner, elapsed time, outcome, changes.</summary>
internal sealed class LiveProgress : IRunListener, IDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole terminal;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Row> rows = [];
    private readonly CancellationTokenSource ended = new();
    private Task painting = Task.CompletedTask;
    private int frame;

    public LiveProgress(IAnsiConsole terminal, TimeProvider time) => (this.terminal, this.time) = (terminal, time);

    public void Handle(RunEvent runEvent)
    {
        lock (gate)
        {
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
        foreach (var entry in started.Plan.Entries)
            rows.Add(entry.Name, new Row(entry.Name));
        painting = terminal.Live(Paint()).StartAsync(PaintUntilEndedAsync);
    }

    private async Task PaintUntilEndedAsync(LiveDisplayContext display)
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(Frame, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            display.UpdateTarget(Paint());
        }
    }

    private void Finish(RunResult result)
    {
        ended.Cancel();
        painting.Wait();
        terminal.WriteLine(RunSummary.Line(result));
    }

    private Grid Paint()
    {
        var grid = new Grid().AddColumns(4);
        lock (gate)
        {
            frame++;
            foreach (var row in rows.Values)
                row.Paint(grid, frame, time);
        }

        return grid;
    }

    /// <summary>One entry's row.</summary>
    private sealed class Row(string name)
    {
        private long? started;

        public string? Text { get; set; }

        public StepResult? Result { get; set; }

        public void Start(long timestamp, string? note) => (started, Text) = (timestamp, note);

        public void Paint(Grid grid, int frame, TimeProvider time)
        {
            var (mark, colour) = Mark(frame);
            var elapsed = Result?.Elapsed ?? (started is { } from ? time.GetElapsedTime(from) : null);
            var isTimed = elapsed is not null && Result?.Outcome is not StepOutcome.SkippedOutcome;
            grid.AddRow(
                new Markup(mark, new Style(colour)),
                new Text(name),
                new Text(isTimed ? $"{elapsed!.Value.TotalSeconds:0.0} s" : "").RightJustified(),
                new Text(Explanation(), new Style(colour)));
        }

        private (string Mark, Color Colour) Mark(int frame) => (Result?.Outcome, started) switch
        {
            (StepOutcome.SkippedOutcome, _) => ("-", Color.Grey),
            (StepOutcome.FailedOutcome, _) => ("x", Color.Red),
            (not null, _) => ("v", Color.Green),
            (null, not null) => (Spinner.Known.Line.Frames[frame % Spinner.Known.Line.Frames.Count], Color.Blue),
            _ => (" ", Color.Grey),
        };

        private string Explanation() => Result switch
        {
            null => Text ?? "",
            { Outcome.Explanation: { } reason } => reason,
            { Changes.Count: 0 } => "",
            { Changes: [var only] } => only,
            { Changes: var changes } => $"{changes.Count} changes",
        };
    }
}
