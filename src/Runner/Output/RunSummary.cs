using System.Globalization;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Output;

/// <summary>The last line of a run for people.</summary>
internal static class RunSummary
{
    public static string Line(RunResult result)
    {
        var skipped = result.Steps.Count(s => s.Outcome is StepOutcome.SkippedOutcome);
        var failed = result.Steps.Count(s => s.Outcome is StepOutcome.FailedOutcome);
        var done = result.Steps.Count - skipped - failed;
        var changes = result.Steps.Sum(s => s.Changes.Count);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Word(result.Outcome)} in {Seconds(result.Elapsed)} on {result.InstanceId ?? "an unknown instance"}: "
            + $"{done} done, {skipped} skipped, {failed} failed, {Plural(changes, "change")}");
    }

    private static string Word(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Done => "done",
        RunOutcome.Reboot => "restarting",
        _ => "failed",
    };

    public static string Seconds(TimeSpan elapsed) => elapsed.TotalSeconds.ToString("0.00 's'", CultureInfo.InvariantCulture);

    public static string Plural(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
