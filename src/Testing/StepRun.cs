using OpenLaunch.Core.Engine;

namespace OpenLaunch.Testing;

/// <summary>
/// What became of one run of a step. Each <c>Should</c> method returns the run, so that they chain, and throws
/// <see cref="StepAssertionException"/> with all that happened when the run was otherwise.
/// </summary>
public sealed record StepRun
{
    /// <summary>The step's outcome, as the engine recorded it.</summary>
    public required StepOutcome Outcome { get; init; }

    /// <summary>The descriptions of the changes, in order; in a dry run of those that would be made.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>The lines on the instance console, without their times.</summary>
    public required IReadOnlyList<string> Console { get; init; }

    /// <summary>The lines in the log.</summary>
    public required IReadOnlyList<string> Log { get; init; }

    /// <summary>What the step reported while it ran.</summary>
    public required IReadOnlyList<string> Progress { get; init; }

    /// <summary>The journal's text after the run, all runs of the bench together.</summary>
    public required string Journal { get; init; }

    /// <summary>The machine is as the step wants it.</summary>
    public StepRun ShouldBeDone() => Demand(Outcome is StepOutcome.DoneOutcome, "should be done");

    /// <summary>The step had nothing to do.</summary>
    /// <param name="reason">A part of the reason.</param>
    public StepRun ShouldBeSkipped(string reason) =>
        Demand(Outcome is StepOutcome.SkippedOutcome && Explains(reason), $"should be skipped because '{reason}'");

    /// <summary>The step failed.</summary>
    /// <param name="message">A part of its message.</param>
    public StepRun ShouldFail(string message) =>
        Demand(Outcome is StepOutcome.FailedOutcome && Explains(message), $"should fail with '{message}'");

    /// <summary>The step asked for a restart and is called again after it.</summary>
    public StepRun ShouldRebootAndResume() =>
        Demand(Outcome is StepOutcome.RebootOutcome { Resume: true }, "should ask for a restart and resume");

    /// <summary>The step asked for a restart and is done then.</summary>
    public StepRun ShouldRebootAndBeDone() =>
        Demand(Outcome is StepOutcome.RebootOutcome { Resume: false }, "should ask for a restart and be done");

    /// <summary>The step made exactly these changes, in this order.</summary>
    /// <param name="changes">Their descriptions.</param>
    public StepRun ShouldChange(params IReadOnlyList<string> changes) => Demand(
        Changes.SequenceEqual(changes),
        changes.Count == 0 ? "should change nothing" : $"should make exactly the changes\n    {string.Join("\n    ", changes)}");

    /// <summary>The step found nothing to change.</summary>
    public StepRun ShouldChangeNothing() => ShouldChange([]);

    /// <summary>A line on the instance console holds a text.</summary>
    /// <param name="text">The text.</param>
    public StepRun ShouldPrint(string text) =>
        Demand(Console.Any(line => line.Contains(text, StringComparison.Ordinal)), $"should print '{text}'");

    /// <summary>A secret is in no change, console line, log line, progress report, outcome or journal line.</summary>
    /// <param name="secret">The secret.</param>
    public StepRun ShouldKeepSecret(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        if (!ToString().Contains(secret, StringComparison.Ordinal) && !Journal.Contains(secret, StringComparison.Ordinal))
            return this;
        throw new StepAssertionException("The step should keep its secret, and tells it in a change, console line, log line, "
            + "progress report, outcome or in the journal.");
    }

    /// <returns>All that happened, for people.</returns>
    public override string ToString() => string.Join('\n', [
        $"  outcome: {Outcome.Word}{(Outcome.Explanation is { } reason ? $", {reason}" : "")}",
        .. Changes.Select(change => $"  change: {change}"),
        .. Console.Select(line => $"  console: {line}"),
        .. Progress.Select(line => $"  progress: {line}"),
        .. Log.Select(line => $"  log: {line}"),
    ]);

    private bool Explains(string part) => Outcome.Explanation?.Contains(part, StringComparison.Ordinal) == true;

    private StepRun Demand(bool holds, string expectation) =>
        holds ? this : throw new StepAssertionException($"The step {expectation}. What happened:\n{this}");
}
