namespace OpenLaunch.Core.Engine;

/// <summary>What became of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="InstanceId">The instance, or null when it never became known.</param>
/// <param name="Outcome">The run's outcome.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Steps">All entries in declared order.</param>
public sealed record RunResult(
    string RunId, string? InstanceId, RunOutcome Outcome, TimeSpan Elapsed, IReadOnlyList<StepResult> Steps);

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
