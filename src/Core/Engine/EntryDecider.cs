using System.Globalization;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Engine;

/// <summary>Decides from configuration, options and journal whether an entry runs. Pure: reads nothing, knows no clock.</summary>
public static class EntryDecider
{
    /// <summary>Decides by what needs no knowledge of the instance; null when that is not enough.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="options">The run's options.</param>
    public static EntryDecision? DecideEarly(PlanEntry entry, RunOptions options)
    {
        if (options.Only.Count > 0 && !options.Only.Contains(entry.Name))
            return new EntryDecision.Skip("not among --only");
        if (options.Skip.Contains(entry.Name))
            return new EntryDecision.Skip("named by --skip");
        if (!entry.Enabled && !options.Only.Contains(entry.Name))
            return new EntryDecision.Skip("disabled in the configuration");
        return null;
    }

    /// <summary>Decides by the journal.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="history">What the journal knows of the entry.</param>
    public static EntryDecision Decide(PlanEntry entry, RunOptions options, EntryHistory history)
    {
        if (history.ResumePending)
            return new EntryDecision.Run(Resumed: true, "resumed after the reboot that it asked for");
        if (history.Interrupted)
            return new EntryDecision.Run(Resumed: false, "an earlier attempt was interrupted");
        if (options.Force || history.WantsToRunAgain)
            return new EntryDecision.Run(Resumed: false, Note: null);
        return entry.Frequency switch
        {
            StepFrequency.PerInstance when history.Completed is { } record => new EntryDecision.Skip(Already(record, "instance")),
            StepFrequency.Once when history.CompletedEver is { } record => new EntryDecision.Skip(Already(record, "machine")),
            _ => new EntryDecision.Run(Resumed: false, Note: null),
        };
    }

    private static string Already(JournalRecord record, string scope) => string.Create(
        CultureInfo.InvariantCulture,
        $"done once for this {scope} on {record.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z in run {record.Run}; --force repeats it");
}
