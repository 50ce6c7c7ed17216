using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Diagnosis;

namespace OpenLaunch.Runner.Output;

/// <summary>What a repair, or a check, found.</summary>
/// <param name="IsCheck">Whether nothing was changed.</param>
/// <param name="Run">The run of the network part of the plan.</param>
/// <param name="Verified">What works afterwards.</param>
internal sealed record RepairResult(bool IsCheck, RunResult Run, IReadOnlyList<Verification> Verified)
{
    /// <summary>The changes, made or needed, with their steps.</summary>
    public IReadOnlyList<(string Step, string Description)> Changes { get; } =
        [.. Run.Steps.SelectMany(step => step.Changes.Select(change => (step.Entry.Name, change)))];

    /// <summary>The steps that failed.</summary>
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
