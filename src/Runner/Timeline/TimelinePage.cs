using System.Globalization;
using System.Net;
using System.Text;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Documents;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Timeline;

/// <summary>
/// A timeline as one HTML page: no script, nothing from elsewhere, which its own policy forbids too. Rows open with mouse or
/// keyboard, as the browser's own <c>details</c> do.
/// </summary>
/// <param name="other">A timeline to compare with; null: none.</param>
internal sealed class TimelinePage(BootTimeline timeline, BootTimeline? other)
{
    private readonly TimelineScale scale = TimelineScale.Of(other is null ? [timeline] : [timeline, other]);
    private readonly ILookup<string, TimelineEntry>? counterparts =
        other?.Entries.Where(entry => entry.IsShown).ToLookup(entry => entry.Name);

    private readonly StringBuilder page = new();

    public static string Write(BootTimeline timeline, BootTimeline? other) => new TimelinePage(timeline, other).Write();

    private string Write()
    {
        var title = $"OpenLaunch: {timeline.InstanceId ?? timeline.RunId}";
        page.Append(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{Html(title)}</title>
            <style>
            {Encoding.UTF8.GetString(EmbeddedResource.Read(typeof(TimelinePage).Assembly, "timeline.css")).TrimEnd()}
            </style>
            </head>
            <body>
            <header>

            """);
        WriteHead();
        page.Append("</header>\n<main>\n");
        WriteAxis();
        foreach (var (index, run) in timeline.Runs.Index())
            WriteRun(index, run);
        if (other is not null)
            WriteGone(other);
        WriteSkipped();
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private void WriteHead()
    {
        Tag("h1", "", TimelineSummary.Headline(timeline));
        foreach (var note in TimelineSummary.Notes(timeline))
            Tag("p", "", note);
        if (other is null)
            return;
        Tag("p", "", $"Compared with {TimelineSummary.Headline(other)}, whose bars are the thin grey ones below; "
            + $"{Difference(timeline.Elapsed - other.Elapsed)} in all.");
    }

    private void WriteAxis()
    {
        page.Append("<div class=\"row axis\" aria-hidden=\"true\"><span></span><span class=\"track\">");
        foreach (var tick in scale.Ticks())
        {
            var place = scale.Of(tick);
            page.Append($"<span{(place > 0.93 ? " class=\"last\"" : "")} style=\"left:{Percent(place)}\">")
                .Append(Html(TimelineScale.Label(tick))).Append("</span>");
        }

        page.Append("</span><span></span></div>\n");
    }

    private void WriteRun(int index, TimelineRun run)
    {
        if (timeline.Runs.Count > 1)
            Tag("h2", "", $"Run {run.RunId}");
        if (timeline.RestartBefore(index) is var away && away > TimeSpan.Zero)
        {
            page.Append("<div class=\"row plain").Append(other is null ? "" : " two")
                .Append("\"><span class=\"name\">restart</span><span class=\"track\">");
            Bar("restart", new(run.Begin - away, away));
            if (other is not null && index < other.Runs.Count && other.RestartBefore(index) is var before)
                Bar("other", new(other.Runs[index].Begin - before, before));
            page.Append($"</span><span class=\"time\">{RunSummary.Seconds(away)}</span></div>\n");
        }

        var shown = run.Entries.Where(entry => entry.IsShown).ToList();
        var beside = TimelineEntry.FindBeside(shown);
        foreach (var entry in shown)
            WriteEntry(entry, beside.Contains(entry));
    }

    private void WriteEntry(TimelineEntry entry, bool isBeside)
    {
        var counterpart = counterparts?[entry.Name].FirstOrDefault();
        page.Append("<details><summary class=\"row").Append(other is null ? "" : " two").Append("\"><span class=\"name");
        page.Append(isBeside ? " beside\" title=\"at the same time as others" : "").Append("\">").Append(Html(entry.Name));
        page.Append("</span><span class=\"track\">");
        foreach (var bar in entry.Bars)
            Bar(Html(entry.Outcome), bar);
        foreach (var bar in counterpart?.Bars ?? [])
            Bar("other", bar);
        page.Append("</span><span class=\"time\">").Append(RunSummary.Seconds(entry.Elapsed));
        if (other is not null)
            page.Append(counterpart is null ? " (new)" : $" ({Difference(entry.Elapsed - counterpart.Elapsed)})");
        page.Append("</span></summary>\n<div class=\"detail ").Append(Html(entry.Outcome)).Append("\">\n");
        WriteDetail(entry, isBeside);
        page.Append("</div></details>\n");
    }

    private void WriteDetail(TimelineEntry entry, bool isBeside)
    {
        page.Append("<p><span class=\"word\">").Append(Html(entry.Outcome)).Append("</span>");
        page.Append(Html((entry.Step is { } step && step != entry.Name ? $", step {step}" : "")
            + $", began at {RunSummary.Seconds(entry.Bars[0].Begin)}, took {RunSummary.Seconds(entry.Elapsed)}"
            + (isBeside ? ", at the same time as others" : ""))).Append("</p>\n");
        if (entry.Reason is { } reason)
            Tag("p", "", reason);
        Table("Changes", entry.Changes.Select(change => (change.At, change.Description)));
        Table("Metadata requests", entry.Requests.Select(
            request => (request.At, $"{request.Path}: {request.Result} in {RunSummary.Seconds(request.Elapsed)}")));
    }

    private void Table(string head, IEnumerable<(TimeSpan At, string Text)> rows)
    {
        var isOpen = false;
        foreach (var (at, text) in rows)
        {
            if (!isOpen)
                page.Append("<table><tr><th colspan=\"2\" scope=\"colgroup\">").Append(head).Append("</th></tr>\n");
            isOpen = true;
            page.Append("<tr><td>").Append(RunSummary.Seconds(at)).Append("</td><td>").Append(Html(text)).Append("</td></tr>\n");
        }

        page.Append(isOpen ? "</table>\n" : "");
    }

    /// <summary>What only the other run took time for.</summary>
    private void WriteGone(BootTimeline compared)
    {
        var names = timeline.Entries.Where(entry => entry.IsShown).Select(entry => entry.Name).ToHashSet();
        var gone = compared.Entries.Where(entry => entry.IsShown && !names.Contains(entry.Name)).ToList();
        if (gone.Count > 0)
            Tag("h2", "", $"Only in run {compared.RunId}");
        foreach (var entry in gone)
        {
            page.Append("<div class=\"row plain two\"><span class=\"name\">").Append(Html(entry.Name));
            page.Append("</span><span class=\"track\">");
            foreach (var bar in entry.Bars)
                Bar("other", bar);
            page.Append($"</span><span class=\"time\">{RunSummary.Seconds(entry.Elapsed)}</span></div>\n");
        }
    }

    private void WriteSkipped()
    {
        var skipped = timeline.Entries.Where(entry => entry.Outcome == "skipped").ToList();
        if (skipped.Count == 0)
            return;
        page.Append("<details><summary><span class=\"name\">")
            .Append($"{skipped.Count} skipped</span></summary>\n<div class=\"detail\">\n");
        foreach (var entry in skipped)
            Tag("p", "", $"{entry.Name}: {entry.Reason}");
        page.Append("</div></details>\n");
    }

    private void Bar(string kind, TimelineBar bar)
    {
        var (left, width) = (Percent(scale.Of(bar.Begin)), Percent(bar.Elapsed / scale.Length));
        page.Append($"<span class=\"bar {kind}\" style=\"left:{left};width:{width}\"></span>");
    }

    private void Tag(string tag, string kind, string text) => page.Append('<').Append(tag)
        .Append(kind.Length > 0 ? $" class=\"{kind}\">" : ">").Append(Html(text)).Append("</").Append(tag).Append(">\n");

    private static string Difference(TimeSpan difference) => RunSummary.Seconds(difference.Duration()) is var length
        && length == RunSummary.Seconds(TimeSpan.Zero) ? "same" : $"{(difference < TimeSpan.Zero ? "-" : "+")}{length}";

    private static string Percent(double part) => (100 * part).ToString("0.###'%'", CultureInfo.InvariantCulture);

    private static string Html(string text) => WebUtility.HtmlEncode(PrintableText.Line(text));
}
