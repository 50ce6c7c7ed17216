using OpenLaunch.Core.Console;

namespace OpenLaunch.Core.Engine;

/// <summary>What became of a step: a closed set, one record each.</summary>
public abstract record StepOutcome
{
    private StepOutcome()
    {
    }

    /// <summary>The machine is as the step wants it, whether or not something had to change.</summary>
    public static StepOutcome Done { get; } = new DoneOutcome();

    /// <summary>Nothing to do here, for the reason given. Counts as success; does not count as done for the frequency.</summary>
    /// <param name="reason">Why, as a clause a person understands: <c>metadata is disabled for this instance</c>.</param>
    public static StepOutcome Skipped(string reason) => new SkippedOutcome(reason);

    /// <summary>Done, but it takes effect only after a reboot, which the engine makes.</summary>
    /// <param name="reason">Why the machine must restart.</param>
    public static StepOutcome RebootThenDone(string reason) => new RebootOutcome(reason, Resume: false);

    /// <summary>Call this step again after a reboot, with <see cref="StepContext.Resumed"/> set.</summary>
    /// <param name="reason">Why the machine must restart.</param>
    public static StepOutcome RebootThenResume(string reason) => new RebootOutcome(reason, Resume: true);

    /// <summary>Succeeded now, and wants to run again at the next run whatever its frequency.</summary>
    /// <param name="reason">Why once was not enough: <c>the user data asks to persist</c>.</param>
    public static StepOutcome RunAgain(string reason) => new RunAgainOutcome(reason);

    /// <summary>
    /// Call this step once more in this run, after all other entries, with <see cref="StepContext.IsPostponed"/> set. What it
    /// does then is its outcome; this one is neither recorded nor shown. A second wish of this kind is a failure.
    /// </summary>
    /// <param name="reason">Why it must come last.</param>
    public static StepOutcome Postponed(string reason) => new PostponedOutcome(reason);

    /// <summary>The step did not reach its goal. Tried again at the next run.</summary>
    /// <param name="message">What failed, on what, why, and what to do; never a secret.</param>
    public static StepOutcome Failed(string message) => new FailedOutcome(message, Error: null);

    /// <summary>See <see cref="Done"/>.</summary>
    public sealed record DoneOutcome : StepOutcome;

    /// <summary>See <see cref="Skipped(string)"/>.</summary>
    /// <param name="Reason">Why nothing was done.</param>
    public sealed record SkippedOutcome(string Reason) : StepOutcome
    {
        /// <summary>The exception's type name, where one was the cause: the next start may find it otherwise.</summary>
        internal string? Error { get; init; }
    }

    /// <summary>See <see cref="RebootThenDone(string)"/> and <see cref="RebootThenResume(string)"/>.</summary>
    /// <param name="Reason">Why the machine must restart.</param>
    /// <param name="Resume">Whether the step is called again afterwards.</param>
    public sealed record RebootOutcome(string Reason, bool Resume) : StepOutcome;

    /// <summary>See <see cref="RunAgain(string)"/>.</summary>
    /// <param name="Reason">Why it runs again.</param>
    public sealed record RunAgainOutcome(string Reason) : StepOutcome;

    /// <summary>See <see cref="Postponed(string)"/>.</summary>
    /// <param name="Reason">Why it must come last.</param>
    public sealed record PostponedOutcome(string Reason) : StepOutcome;

    /// <summary>See <see cref="Failed(string)"/>.</summary>
    /// <param name="Message">What failed and what to do.</param>
    /// <param name="Error">The exception's type name, where an exception was the cause.</param>
    public sealed record FailedOutcome(string Message, string? Error) : StepOutcome;

    /// <summary>The outcome's name in journal, JSON and status: done, skipped, reboot, runAgain or failed.</summary>
    public string Word => this switch
    {
        DoneOutcome => "done",
        SkippedOutcome => "skipped",
        RebootOutcome => "reboot",
        RunAgainOutcome => "runAgain",
        PostponedOutcome => "postponed",
        _ => "failed",
    };

    /// <summary>The outcome with a text that is fit to be shown, wherever the step has it from.</summary>
    internal StepOutcome Printable() => this switch
    {
        SkippedOutcome skipped => skipped with { Reason = Printable(skipped.Reason) },
        RebootOutcome reboot => reboot with { Reason = Printable(reboot.Reason) },
        RunAgainOutcome again => again with { Reason = Printable(again.Reason) },
        FailedOutcome failed => failed with { Message = Printable(failed.Message) },
        _ => this,
    };

    // A custom step may be compiled without a check for null.
    private static string Printable(string? text) =>
        PrintableText.Bounded(PrintableText.Block(text ?? "the step gives no reason"));

    /// <summary>The reason or message that goes with the outcome; null for done.</summary>
    public string? Explanation => this switch
    {
        SkippedOutcome skipped => skipped.Reason,
        RebootOutcome reboot => reboot.Reason,
        RunAgainOutcome again => again.Reason,
        PostponedOutcome postponed => postponed.Reason,
        FailedOutcome failed => failed.Message,
        _ => null,
    };
}
