using OpenLaunch.Core.Journal;

namespace OpenLaunch.Runner.Timeline;

/// <summary>
/// The times of a run's records, counted from its start. Windows sets the clock while it starts, so the journal's wall clock may
/// step in a run, but the run's own length, which the record of its end tells, does not: what they differ by is the step.
/// </summary>
internal sealed class RunClock
{
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(1);

    /// <summary>The longest that counts: what a journal that was damaged says is drawn, and overflows nothing.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    private readonly Dictionary<JournalRecord, TimeSpan> times = new(ReferenceEqualityComparer.Instance);

    /// <param name="records">All records of one run, in their order.</param>
    public RunClock(IReadOnlyList<JournalRecord> records)
    {
        var (started, place) = (records[0].Time, records.Count);
        if (records[^1] is { Kind: JournalRecordKind.End, Milliseconds: { } length })
        {
            var step = records[^1].Time - started - Milliseconds(length);
            if (step.Duration() >= Noticed && records.Count > 1)
                (Step, place) = (step, PlaceOf(step, records));
        }

        var last = TimeSpan.Zero;
        foreach (var (index, record) in records.Index())
        {
            var time = record.Time - started - (index >= place ? Step : TimeSpan.Zero);
            times.Add(record, last = time < last ? last : time < Longest ? time : Longest);
        }

        Length = last;
    }

    /// <summary>A time that a record tells of.</summary>
    public static TimeSpan Milliseconds(long number) =>
        TimeSpan.FromMilliseconds(Math.Clamp(number, 0, (long)Longest.TotalMilliseconds));

    /// <summary>By how much the clock was set; zero where that was less than a second.</summary>
    public TimeSpan Step { get; }

    /// <summary>From the first record to the last.</summary>
    public TimeSpan Length { get; }

    public TimeSpan Of(JournalRecord record) => times[record];

    /// <summary>The record before which the clock was set: where the time goes furthest in the step's direction.</summary>
    private static int PlaceOf(TimeSpan step, IReadOnlyList<JournalRecord> records) => Enumerable
        .Range(1, records.Count - 1)
        .MaxBy(index => (records[index].Time - records[index - 1].Time) * Math.Sign(step.Ticks));
}
