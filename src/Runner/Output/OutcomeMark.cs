using Spectre.Console;

namespace OpenLaunch.Runner.Output;

/// <summary>
/// What stands for an outcome on a terminal: words where it has no signs; none looks like a frame of the spinner.
/// </summary>
internal sealed record OutcomeMark(string Text, Color Colour)
{
    /// <param name="outcome">The outcome's word in the journal.</param>
    public static OutcomeMark Of(string outcome, bool isUnicode) => outcome switch
    {
        "skipped" => new(isUnicode ? "\u25cb" : "skip", Color.Grey),
        "failed" => new(isUnicode ? "\u2717" : "FAIL", Color.Red),
        "reboot" => new(isUnicode ? "\u21bb" : "boot", Color.Yellow),
        "interrupted" => new(isUnicode ? "\u2021" : "cut", Color.Red),
        "running" => new(isUnicode ? "\u2026" : "...", Color.Blue),
        _ => new(isUnicode ? "\u2713" : "ok", Color.Green),
    };
}
