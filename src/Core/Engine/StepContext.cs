using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>What the engine lends to one call of a step.</summary>
public abstract class StepContext
{
    /// <summary>
    /// The name of the kept value that says, for people, which part of its work a step begins, and at which attempt:
    /// <c>batch script 1 of 2, attempt 2 of 3</c>. Whoever keeps it counts the attempts itself and gives the part up: after it,
    /// an interruption does not count for the entry, so that the parts behind are reached.
    /// </summary>
    public const string AttemptKey = JournalRecord.AttemptKey;

    /// <summary>The plan entry's unique name.</summary>
    public required string Name { get; init; }

    /// <summary>Identifies this run.</summary>
    public required string RunId { get; init; }

    /// <summary>Identifies this boot of the machine; changes with each restart.</summary>
    public required string BootId { get; init; }

    /// <summary>The instance id, or null while metadata has not told it.</summary>
    public required string? InstanceId { get; init; }

    /// <summary>Whether this call resumes the step after the reboot that it asked for.</summary>
    public required bool Resumed { get; init; }

    /// <summary>Whether changes are only described. <see cref="ChangeAsync"/> sees to it; few steps need to ask.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Whether the caller asks for what is done already to be done again (<c>--force</c>).</summary>
    public bool Force { get; init; }

    /// <summary>Whether the step was <see cref="StepOutcome.Postponed"/>, and all other entries are through.</summary>
    public bool IsPostponed { get; init; }

    /// <summary>The instance metadata service.</summary>
    public required IMetadataClient Metadata { get; init; }

    /// <summary>The instance console, i.e. the serial port that GetConsoleOutput shows.</summary>
    public required IInstanceConsole Console { get; init; }

    /// <summary>The step's logger.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>The clock. Steps never read another.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>
    /// The only way to alter the machine: journals the description, applies and times the act.
    /// A dry run records the description and does not apply.
    /// </summary>
    /// <param name="description">What changes, with old and new value where that helps; never a secret.</param>
    /// <param name="apply">The act.</param>
    /// <param name="cancellationToken">Cancels the act.</param>
    public abstract Task ChangeAsync(
        string description, Func<CancellationToken, Task> apply, CancellationToken cancellationToken);

    /// <summary>Tells whoever watches how long work goes on: shown on the terminal, written to the log.</summary>
    /// <param name="message">Where the work stands; no secret.</param>
    public abstract void Report(string message);

    /// <summary>Tells how another step has ended that ran as a task within this one.</summary>
    /// <param name="step">The name of the other step.</param>
    public virtual void ReportTask(string step, StepOutcome outcome)
    {
    }

    /// <summary>Reads a small value that this entry kept in the journal under the same instance.</summary>
    /// <param name="key">The value's name.</param>
    /// <returns>The value, or null when none was kept.</returns>
    public abstract string? Recall(string key);

    /// <summary>
    /// Keeps a small value in the journal, and returns once it is on disk: what must not be done twice is done after that, and
    /// never where this throws. A dry run keeps nothing.
    /// </summary>
    /// <param name="key">The value's name.</param>
    /// <param name="value">At most 4,096 characters; never a secret.</param>
    /// <exception cref="NotRememberedException">It is not on disk; left alone, it makes the step a failed one.</exception>
    public void Remember(string key, string value)
    {
        if (!TryRemember(key, value))
            throw new NotRememberedException();
    }

    /// <summary>Keeps a small value as <see cref="Remember"/> does, where to lose it does no harm.</summary>
    /// <param name="key">The value's name.</param>
    /// <param name="value">At most 4,096 characters; never a secret.</param>
    /// <returns>Whether it is on disk. Within this run it is recalled either way.</returns>
    public abstract bool TryRemember(string key, string value);
}

/// <summary>A step could not keep a value: the journal cannot be written.</summary>
public sealed class NotRememberedException : IOException
{
    internal NotRememberedException()
        : base("not done: the journal cannot be written, and what may run only once must be recorded first. "
            + "Make room on the disk of the state folder.")
    {
    }
}
