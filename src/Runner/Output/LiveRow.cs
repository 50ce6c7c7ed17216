using OpenLaunch.Core.Engine;
using Spectre.Console;

namespace OpenLaunch.Runner.Output;

/// <summary>An entry's row in the live list.</summary>
/// <param name="name">The entry.</param>
/// <param name="isParallel">Whether others run at the same time.</param>
/// <param name="isUnicode">Whether the terminal shows more than ASCII.</param>
internal sealed class LiveRow(string name, bool isParallel, bool isUnicode)
{
    private long? started;

    /// <summary>What it is doing.</summary>
    public string? Text { get; set; }

    /// <summary>What became of it.</summary>
    public StepResult? Result { get; set; }

    public void Start(long timestamp, string? note) => (started, Text) = (timestamp, note);

    public void Paint(Grid grid, int frame, TimeProvider time)
    {
        var (mark, colour) = Mark(frame);
        var elapsed = Result?.Elapsed ?? (started is { } from ? time.GetElapsedTime(from) : null);
        var isTimed = elapsed is not null && Result?.Outcome is not StepOutcome.SkippedOutcome;
        var beside = !isParallel ? "" : isUnicode ? "\u2502 " : "| ";
        grid.AddRow(
            new Text(mark, new Style(colour)),
            new Text($"{beside}{name}"),
            new Text(isTimed ? RunSummary.Seconds(elapsed!.Value) : "").RightJustified(),
            new Text(Explanation(), new Style(colour)));
    }

    /// <summary>Words where the terminal has no signs; none looks like a frame of the spinner.</summary>
    private (string Mark, Color Colour) Mark(int frame) => (Result?.Outcome, started) switch
    {
        (StepOutcome.SkippedOutcome, _) => (isUnicode ? "\u25cb" : "skip", Color.Grey),
        (StepOutcome.FailedOutcome, _) => (isUnicode ? "\u2717" : "FAIL", Color.Red),
        (StepOutcome.RebootOutcome, _) => (isUnicode ? "\u21bb" : "boot", Color.Yellow),
        (not null, _) => (isUnicode ? "\u2713" : "ok", Color.Green),
        (null, not null) => (Spin(frame), Color.Blue),
        _ => (" ", Color.Grey),
    };

    private string Spin(int frame)
    {
        var frames = (isUnicode ? Spinner.Known.Dots : Spinner.Known.Line).Frames;
        return frames[frame % frames.Count];
    }

    private string Explanation() => Result switch
    {
        null => Text ?? "",
        { Outcome.Explanation: { } reason } => reason,
        { Changes.Count: 0 } => "",
        { Changes.Count: var count } => RunSummary.Plural(count, "change"),
    };
}
