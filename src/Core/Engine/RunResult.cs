using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Engine;

/// <summary>What became of a run.</summary>
/// <param name="InstanceId">The instance, or null when it never became known.</param>
/// <param name="Outcome">The run's outcome.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Steps">All entries in declared order.</param>
public sealed record RunResult(
    string RunId, string? InstanceId, RunOutcome Outcome, TimeSpan Elapsed, IReadOnlyList<StepResult> Steps)
{
    /// <summary>Whether nothing was changed: outcome and changes are those that there would be.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What became of one plan entry in a run.</summary>
/// <param name="Elapsed">How long it took, all attempts together.</param>
/// <param name="Changes">The changes it made, in order; in a dry run those it would make.</param>
public sealed record StepResult(PlanEntry Entry, StepOutcome Outcome, TimeSpan Elapsed, IReadOnlyList<string> Changes)
{
    /// <summary>Whether the run was cancelled under it.</summary>
    internal bool IsCutOff { get; init; }

    /// <summary>The attempts in a row that were interrupted, where that is why it did not run.</summary>
    internal int Interruptions { get; init; }

    /// <summary>What the step asked the metadata service for.</summary>
    internal IReadOnlyList<MetadataRequest> Requests { get; init; } = [];
}

/// <summary>The outcomes of a run.</summary>
public enum RunOutcome
{
    /// <summary>All entries are done or skipped.</summary>
    Done,

    /// <summary>At least one entry failed, or the run was cancelled.</summary>
    Failed,

    /// <summary>The machine restarts, and the next run goes on.</summary>
    Reboot,
}
