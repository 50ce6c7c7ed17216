using OpenLaunch.Core.Console;
using OpenLaunch.Runner.Output;
using Spectre.Console;

namespace OpenLaunch.Runner.Timeline;

/// <summary>A timeline as bars on a terminal, as wide as that is.</summary>
internal sealed class TimelineText
{
    private const int TimeWidth = 10, WidestName = 26, NarrowestBar = 10;

    private readonly IAnsiConsole terminal;
    private readonly BootTimeline timeline;
    private readonly TimelineScale scale;
    private readonly bool isUnicode;
    private readonly int markWidth, nameWidth, barWidth;

    public TimelineText(IAnsiConsole terminal, BootTimeline timeline)
    {
        (this.terminal, this.timeline, scale) = (terminal, timeline, TimelineScale.Of(timeline));
        isUnicode = terminal.Profile.Capabilities.Unicode;
        markWidth = isUnicode ? 1 : 4;
        nameWidth = timeline.Entries.Where(entry => entry.IsShown).Select(entry => entry.Name.Length)
            .Append("restart".Length).Max();
        nameWidth = Math.Min(nameWidth, WidestName);
        barWidth = Math.Max(NarrowestBar, terminal.Profile.Width - 1 - markWidth - nameWidth - TimeWidth - 4);
    }

    public void Write()
    {
        terminal.WriteLine(PrintableText.Line(TimelineSummary.Headline(timeline)));
        WriteAxis();
        foreach (var (index, run) in timeline.Runs.Index())
        {
            if (timeline.RestartBefore(index) is var away && away > TimeSpan.Zero)
                WriteRow("reboot", "restart", away, [new(run.Begin - away, away)], isFilled: false);
            foreach (var entry in run.Entries.Where(entry => entry.IsShown))
                WriteRow(entry.Outcome, entry.Name, entry.Elapsed, entry.Bars, entry.Outcome != "skipped");
        }

        foreach (var note in TimelineSummary.Notes(timeline))
            terminal.WriteLine(PrintableText.Line(note));
    }

    /// <summary>The entries by how long they took, the longest first.</summary>
    public void WriteBlame()
    {
        foreach (var (name, time) in TimelineSummary.Blame(timeline))
            terminal.WriteLine(PrintableText.Line($"{RunSummary.Seconds(time),TimeWidth}  {name}"));
    }

    private void WriteAxis()
    {
        var axis = new char[barWidth];
        Array.Fill(axis, ' ');
        var free = 0;
        foreach (var tick in scale.Ticks())
        {
            var label = TimelineScale.Label(tick);
            var place = Math.Min((int)(scale.Of(tick) * barWidth), barWidth - label.Length);
            if (place < free)
                continue;
            label.CopyTo(axis.AsSpan(place));
            free = place + label.Length + 1;
        }

        terminal.WriteLine($"{new string(' ', markWidth + nameWidth + 3)}{new string(axis)}".TrimEnd());
    }

    private void WriteRow(string outcome, string name, TimeSpan elapsed, IReadOnlyList<TimelineBar> bars, bool isFilled)
    {
        var mark = OutcomeMark.Of(outcome, isUnicode);
        var style = new Style(mark.Colour);
        var shown = PrintableText.Line(name);
        shown = shown.Length <= nameWidth ? shown : $"{shown[..(nameWidth - 1)]}{(isUnicode ? '\u2026' : '~')}";
        terminal.Write(new Text(mark.Text.PadRight(markWidth), style));
        terminal.Write(new Text($" {shown.PadRight(nameWidth)}  "));
        terminal.Write(new Text(Draw(bars, isFilled), style));
        terminal.Write(new Text($"{RunSummary.Seconds(elapsed),TimeWidth}"));
        terminal.WriteLine();
    }

    /// <summary>Each bar has one sign at least, so that none is lost.</summary>
    private string Draw(IReadOnlyList<TimelineBar> bars, bool isFilled)
    {
        var line = new char[barWidth];
        Array.Fill(line, ' ');
        foreach (var bar in bars)
        {
            var begin = Math.Min((int)(scale.Of(bar.Begin) * barWidth), barWidth - 1);
            var end = Math.Clamp((int)Math.Round(scale.Of(bar.End) * barWidth), begin + 1, barWidth);
            line.AsSpan(begin, end - begin).Fill((isFilled, isUnicode) switch
            {
                (true, true) => '\u2588',
                (true, false) => '#',
                (false, true) => '\u2591',
                _ => '.',
            });
        }

        return new string(line);
    }
}
