using System.Globalization;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Output;

/// <summary>The last line of a run for people.</summary>
internal static class RunSummary
{
    public static string Line(RunResult result)
    {
        var skipped = result.Steps.Count(step => step.Outcome is StepOutcome.SkippedOutcome);
        var failed = result.Steps.Count(step => step.Outcome is StepOutcome.FailedOutcome);
        var where = result.InstanceId ?? "an unknown instance";
        var changes = Plural(ChangesIn(result), "change");
        return result.DryRun
            ? $"dry run in {Seconds(result.Elapsed)} on {where}: {changes} would be made, {skipped} skipped, {failed} failed"
                + (result.Outcome == RunOutcome.Reboot ? "; the machine would restart" : "")
            : $"{Word(result.Outcome)} in {Seconds(result.Elapsed)} on {where}: "
                + $"{result.Steps.Count - skipped - failed} done, {skipped} skipped, {failed} failed, {changes}";
    }

    public static int ChangesIn(RunResult result) => result.Steps.Sum(step => step.Changes.Count);

    public static string Seconds(TimeSpan elapsed) => elapsed.TotalSeconds.ToString("0.00 's'", CultureInfo.InvariantCulture);

    public static string Plural(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Word(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Done => "done",
        RunOutcome.Reboot => "restarting",
        _ => "failed",
    };
}
