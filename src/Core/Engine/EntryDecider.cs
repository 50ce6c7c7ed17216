using System.Globalization;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Engine;

/// <summary>Decides from configuration, options and journal whether an entry runs. Pure: reads nothing, knows no clock.</summary>
public static class EntryDecider
{
    /// <summary>The most attempts in a row that a kill, a crash or a restart not of the engine's may cut off.</summary>
    public const int MostInterruptions = 3;

    /// <summary>Decides by what needs no knowledge of the instance; null when that is not enough.</summary>
    public static EntryDecision? DecideEarly(PlanEntry entry, RunOptions options)
    {
        if (options.Only.Count > 0 && !options.Only.Contains(entry.Name))
            return new EntryDecision.Skip("not among --only");
        if (options.Skip.Contains(entry.Name))
            return new EntryDecision.Skip("named by --skip");
        if (!entry.Enabled && !options.Only.Contains(entry.Name))
            return new EntryDecision.Skip("disabled in the configuration");
        return entry.SkipReason is { } reason && !options.Force ? new EntryDecision.Skip(reason) : null;
    }

    /// <summary>Decides by the journal.</summary>
    /// <param name="history">What the journal knows of the entry.</param>
    public static EntryDecision Decide(PlanEntry entry, RunOptions options, EntryHistory history)
    {
        if (history.ResumePending)
            return new EntryDecision.Run(Resumed: true, "resumed after the reboot that it asked for");
        if (history.RestartPending is { } wish && !options.Force)
            return new EntryDecision.Restart(wish.Reason ?? "it asked for one", Resume: wish.Resume == true);
        if (history.Interruptions >= MostInterruptions && !options.Force)
            return new EntryDecision.GiveUp(GivenUp(entry, history.Interruptions), history.Interruptions);
        if (history.Interrupted)
            return new EntryDecision.Run(Resumed: false, Again(history.Interruptions), history.Interruptions);
        if (options.Force || history.WantsToRunAgain)
            return new EntryDecision.Run(Resumed: false, Note: null);
        return entry.Frequency switch
        {
            StepFrequency.PerInstance when history.Completed is { } record => new EntryDecision.Skip(Already(record, "instance")),
            StepFrequency.Once when history.CompletedEver is { } record => new EntryDecision.Skip(Already(record, "machine")),
            _ => new EntryDecision.Run(Resumed: false, Note: null, history.Interruptions),
        };
    }

    private static string Again(int interruptions) => interruptions < 2
        ? "an earlier attempt was interrupted"
        : $"{interruptions} attempts in a row were interrupted; this is the last one";

    private static string GivenUp(PlanEntry entry, int interruptions) =>
        $"not run again: {interruptions} attempts in a row never came to their end, because the agent was killed, crashed, or "
        + $"Windows restarted meanwhile. Find out what {entry.Name} does to the machine; "
        + $"'openlaunch run --force --only {entry.Name}' tries it once more.";

    private static string Already(JournalRecord record, string scope) => string.Create(
        CultureInfo.InvariantCulture,
        $"done once for this {scope} on {record.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z in run {record.Run}; --force repeats it");
}

/// <summary>Whether a plan entry runs, and why.</summary>
public abstract record EntryDecision
{
    private EntryDecision()
    {
    }

    /// <summary>It runs.</summary>
    /// <param name="Resumed">Whether it goes on after the reboot it asked for.</param>
    /// <param name="Note">What is special about it, e.g. that an earlier attempt was interrupted.</param>
    /// <param name="Interruptions">The attempts in a row before this one that were interrupted.</param>
    public sealed record Run(bool Resumed, string? Note, int Interruptions = 0) : EntryDecision;

    /// <summary>It does not run.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Skip(string Reason) : EntryDecision;

    /// <summary>It has run and asked for a restart that has not been made yet: that is asked for again.</summary>
    /// <param name="Reason">Why the machine must restart.</param>
    /// <param name="Resume">Whether the step is called again afterwards.</param>
    public sealed record Restart(string Reason, bool Resume) : EntryDecision;

    /// <summary>It does not run and counts as failed: too many attempts in a row were interrupted.</summary>
    /// <param name="Reason">Why, and what to do.</param>
    /// <param name="Interruptions">How many.</param>
    public sealed record GiveUp(string Reason, int Interruptions) : EntryDecision;
}
