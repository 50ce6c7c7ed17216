namespace OpenLaunch.Core.Engine;

/// <summary>What happens in a run, told to whoever listens: terminal, log, JSON. A closed set.</summary>
public abstract record RunEvent
{
    private RunEvent()
    {
    }

    /// <summary>The run starts.</summary>
    /// <param name="Plan">What it will walk.</param>
    /// <param name="DryRun">Whether changes are only described.</param>
    public sealed record RunStarted(string RunId, Plan Plan, bool DryRun) : RunEvent;

    /// <summary>An entry's step starts.</summary>
    /// <param name="Note">What is special about this attempt, if anything.</param>
    public sealed record StepStarted(PlanEntry Entry, string? Note) : RunEvent;

    /// <summary>A step tells how far it is.</summary>
    /// <param name="Message">Where the work stands.</param>
    public sealed record StepProgress(PlanEntry Entry, string Message) : RunEvent;

    /// <summary>A change was applied; in a dry run, would be.</summary>
    public sealed record ChangeMade(PlanEntry Entry, string Description) : RunEvent;

    /// <summary>A step that ran as a task within the step of an entry, as those of user data do, has ended.</summary>
    /// <param name="Step">The name of the step.</param>
    public sealed record TaskFinished(PlanEntry Entry, string Step, StepOutcome Outcome) : RunEvent;

    /// <summary>An entry ended, or was skipped.</summary>
    /// <param name="Result">What became of it.</param>
    public sealed record StepFinished(StepResult Result) : RunEvent;

    /// <summary>Something about the run itself deserves attention: a damaged journal line, an identity from memory.</summary>
    /// <param name="Message">What, and what it means.</param>
    public sealed record Warning(string Message) : RunEvent;

    /// <summary>The run ended.</summary>
    /// <param name="Result">What became of it.</param>
    public sealed record RunFinished(RunResult Result) : RunEvent;
}
