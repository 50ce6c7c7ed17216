using System.Globalization;
using System.Text;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Diagnosis;

namespace OpenLaunch.Runner.Output;

/// <summary>A repair in words: what differs, what failed, what works now, what to do next. No longer than it must be.</summary>
internal static class RepairReport
{
    public static string Write(RepairResult result)
    {
        var text = new StringBuilder().AppendLine(Headline(result));
        foreach (var (step, changes) in result.Changes.GroupBy(change => change.Step, change => change.Description)
            .Select(group => (group.Key, group)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {step}");
            foreach (var change in changes)
                text.AppendLine(CultureInfo.InvariantCulture, $"    - {change}");
        }

        foreach (var (step, reason) in result.Failures)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {step} failed: {reason}");
        text.AppendLine(result.IsCheck ? "As it stands:" : "Verified:");
        foreach (var verified in result.Verified)
            text.AppendLine(
                CultureInfo.InvariantCulture, $"  {Mark(verified.State),-10}  {verified.What,-10}  {verified.Evidence}");
        return text.Append(Advice(result)).ToString().TrimEnd();
    }

    private static string Headline(RepairResult result) => (result.Word, result.Changes.Count) switch
    {
        ("clean", _) => "Nothing to mend.",
        ("findings", 0) => "Nothing that repair would change, but not all is well.",
        ("findings", var count) => $"{Count(count)} needed:",
        ("mended", var count) => $"{Count(count)} made:",
        (_, 0) => "Nothing was changed, and not all is well.",
        (_, var count) => $"{Count(count)} made or tried, and not all is well:",
    };

    private static string Advice(RepairResult result) => (result.Word, result.Changes.Count) switch
    {
        ("findings", > 0) => "Mend it: openlaunch repair",
        ("findings" or "failed", _) => "See why: openlaunch doctor",
        _ => "",
    };

    private static string Mark(VerificationState state) => state switch
    {
        VerificationState.Works => "works",
        VerificationState.Fails => "FAILS",
        _ => "not needed",
    };

    private static string Count(int count) => RunSummary.Plural(count, "change");
}

/// <summary>What a repair, or a check, found.</summary>
internal sealed record RepairResult(bool IsCheck, RunResult Run, IReadOnlyList<Verification> Verified)
{
    /// <summary>The changes, made or needed, with their steps.</summary>
    public IReadOnlyList<(string Step, string Description)> Changes { get; } =
        [.. Run.Steps.SelectMany(step => step.Changes.Select(change => (step.Entry.Name, change)))];

    public IReadOnlyList<(string Step, string Reason)> Failures { get; } =
        [.. Run.Steps.Where(step => step.Outcome is StepOutcome.FailedOutcome)
            .Select(step => (step.Entry.Name, step.Outcome.Explanation!))];

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsWell => Failures.Count == 0 && Verified.All(verified => verified.State != VerificationState.Fails)
        && (!IsCheck || Changes.Count == 0);

    /// <summary>In one word: clean, findings, mended or failed.</summary>
    public string Word => (IsCheck, IsWell, Changes.Count) switch
    {
        (true, false, _) => "findings",
        (false, false, _) => "failed",
        (false, true, > 0) => "mended",
        _ => "clean",
    };
}
