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

    /// <summary>Whether it has begun and not ended.</summary>
    public bool GoesOn => started is not null && Result is null;

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

    private OutcomeMark Mark(int frame) => (Result, started) switch
    {
        ({ } result, _) => OutcomeMark.Of(result.Outcome.Word, isUnicode),
        (null, not null) => new(Spin(frame), Color.Blue),
        _ => new(" ", Color.Grey),
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
