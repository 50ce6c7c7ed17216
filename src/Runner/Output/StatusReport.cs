using System.Globalization;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Runner.Output;

/// <summary>What <c>status</c> tells.</summary>
internal sealed record StatusReport(
    StartStatus Start, StartWish Wish, IReadOnlyList<string> Warnings, IReadOnlyList<DetachedResult> Detached)
{
    /// <summary>The configuration that the next start reads; null: not known.</summary>
    public string? Configuration { get; init; }

    private RunStatus Run => Start.Run;

    /// <summary>When the copy was written that a user without rights is told from; null: it is told from the journal.</summary>
    public DateTimeOffset? Copied { get; init; }

    /// <summary>Whether another look may find more.</summary>
    public bool IsUnderWay =>
        Run.State is RunState.Running or RunState.Restarting or RunState.NeverRan or RunState.Pending;

    /// <summary>The exit code.</summary>
    public int Code => Run.State switch
    {
        RunState.Ok => ExitCode.Status.Ok,
        RunState.Running or RunState.Restarting or RunState.Pending => ExitCode.Status.Running,
        RunState.Interrupted => ExitCode.Status.Unknown,
        RunState.NeverRan => ExitCode.Status.NeverRan,
        _ => ExitCode.Status.Failed,
    };

    /// <summary>The state in a line.</summary>
    public string Headline
    {
        get
        {
            var headline = Run.State switch
            {
                RunState.NeverRan => "never ran",
                RunState.Running => $"running: {Where()}",
                RunState.Restarting => $"restarting: run {Run.RunId} goes on after the restart",
                RunState.Pending => $"pending: Windows has started, and what is scheduled ({Wish.InWords}) has not begun; "
                    + $"the latest run is {Run.RunId}",
                RunState.Refused => $"refused: nothing was run at {Time(Run.Started)}; openlaunch validate checks a mended file",
                RunState.Interrupted => $"interrupted: run {Run.RunId} never ended; the next run tries again",
                var state => $"{state.ToString().ToLowerInvariant()}: run {Run.RunId}",
            };
            return $"{headline}{(Run.InstanceId is { } id ? $" on {id}" : "")}{(Start.Note is { } note ? $" ({note})" : "")}";
        }
    }

    /// <summary>All of it, for people.</summary>
    public string Text
    {
        get
        {
            var width = Width;
            return PrintableText.Block(string.Join('\n', [
                Headline,
                .. Run.Steps.Select(step => Line(step, width)),
                .. Run.Reasons.Select(reason => $"  {reason}"),
                $"  scheduled: {Wish.InWords}",
                .. Configuration is { } configuration ? new[] { $"  configuration: {configuration}" } : [],
                .. Run.Repair is { } repair ? new[] { Line(repair) } : [],
                .. Detached.Select(result => $"  {result.Name}, detached, ended with exit code {result.ExitCode}"),
                .. Warnings.Select(warning => $"warning: {warning}"),
            ])).ReplaceLineEndings();
        }
    }

    /// <summary>The entries that have come to an end, a line each.</summary>
    public IEnumerable<string> Ended
    {
        get
        {
            var width = Width;
            return Run.Steps.Where(step => step.Outcome is not ("running" or "pending" or "interrupted"))
                .Select(step => PrintableText.Line($"{Run.RunId}{Line(step, width)}"));
        }
    }

    private int Width => Run.Steps.Select(step => step.Name.Length).DefaultIfEmpty(0).Max();

    private static string Line(StepStatus step, int width) =>
        $"  {step.Name.PadRight(width)}  {step.Outcome,-11} {Took(step)}  {Why(step)}".TrimEnd();

    private string Where()
    {
        if (Run.Steps.Select((step, index) => (step, index)).LastOrDefault(at => at.step.Outcome == "running")
            is not ({ } running, var place))
        {
            return Run.RunId is { } id ? $"run {id}" : "a run that has recorded nothing yet";
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"run {Run.RunId}, {running.Name} ({place + 1} of {Run.Steps.Count}) since {Time(running.Started)}");
    }

    private static string Line(RepairStatus repair) =>
        $"  last repair: {repair.Outcome} at {Time(repair.Ended)}, {RunSummary.Plural(repair.Changes, "change")}";

    private static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "an unknown time";

    private static string Why(StepStatus step) =>
        step.Attempt is { } attempt ? $"in the {attempt}"
        : step.Interruptions > 0 && step.Outcome != "failed"
            ? $"{step.Reason} interrupted {step.Interruptions} of {EntryDecider.MostInterruptions} times".TrimStart()
            : step.Reason ?? (step.Outcome == "done" ? Changes(step) : "");

    private static string Changes(StepStatus step) => step.Changes.Count == 0
        ? "nothing to change"
        : RunSummary.Plural(step.Changes.Count, "change") + (step.ChangesBeforeRestart is var before and > 0
            ? before == step.Changes.Count ? " before the restart" : $", {before} before the restart" : "");

    private static string Took(StepStatus step) => step.Milliseconds is { } milliseconds && step.Outcome != "skipped"
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000.0,7:0.00} s")
        : new string(' ', 9);
}
