namespace OpenLaunch.Core.Engine;

/// <summary>What became of one plan entry in a run.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Elapsed">How long it took, all attempts together.</param>
/// <param name="Changes">The changes it made, in order; in a dry run those it would make.</param>
public sealed record StepResult(PlanEntry Entry, StepOutcome Outcome, TimeSpan Elapsed, IReadOnlyList<string> Changes);
