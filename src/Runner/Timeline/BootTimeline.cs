namespace OpenLaunch.Runner.Timeline;

/// <summary>What ran when: a run, with those before it that ended in the restart after which it went on.</summary>
/// <param name="Started">When the first of the runs started, in UTC.</param>
/// <param name="Agent">The version of OpenLaunch that wrote the journal.</param>
/// <param name="Runs">In their order; the last one gives outcome and id.</param>
internal sealed record BootTimeline(
    DateTimeOffset Started, string? InstanceId, string? Agent, IReadOnlyList<TimelineRun> Runs)
{
    public string RunId => Runs[^1].RunId;

    /// <summary>done, failed, reboot, running or interrupted.</summary>
    public string Outcome => Runs[^1].Outcome;

    /// <summary>From the start of the first run to the end of the last, restarts included.</summary>
    public TimeSpan Elapsed => Runs[^1].End;

    public IEnumerable<TimelineEntry> Entries => Runs.SelectMany(run => run.Entries);

    /// <summary>How long the machine was away between a run and the one before it.</summary>
    public TimeSpan RestartBefore(int run) => run == 0 ? TimeSpan.Zero : Runs[run].Begin - Runs[run - 1].End;
}

/// <summary>One run. Times count from the start of the first one.</summary>
/// <param name="Outcome">done, failed, reboot, running or interrupted.</param>
/// <param name="ClockStep">By how much the machine's clock was set in the run; what stands here is without that.</param>
internal sealed record TimelineRun(
    string RunId, string? Verb, TimeSpan Begin, TimeSpan End, string Outcome, TimeSpan ClockStep,
    IReadOnlyList<TimelineEntry> Entries);

/// <summary>An entry of the plan in a run.</summary>
/// <param name="Bars">When it was at work: once, twice where it was postponed, never where it was not reached.</param>
/// <param name="Outcome">done, skipped, reboot, runAgain, failed, running, interrupted or pending.</param>
internal sealed record TimelineEntry(
    string Name, string? Step, string Outcome, string? Reason, IReadOnlyList<TimelineBar> Bars,
    IReadOnlyList<TimelineChange> Changes, IReadOnlyList<TimelineRequest> Requests)
{
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMilliseconds(100);

    public TimeSpan Elapsed => Bars.Aggregate(TimeSpan.Zero, (sum, bar) => sum + bar.Elapsed);

    /// <summary>Whether it took time: an entry may be skipped only after a wait for what that depends on.</summary>
    public bool IsShown => Outcome != "skipped" ? Bars.Count > 0 : Elapsed >= WorthTelling;

    /// <summary>Those that were at work while another of them was. One walk over their bars, however many there are.</summary>
    public static IReadOnlySet<TimelineEntry> FindBeside(IReadOnlyList<TimelineEntry> entries)
    {
        List<(TimelineBar Bar, int Owner)> bars =
            [.. entries.Index().SelectMany(entry => entry.Item.Bars.Select(bar => (bar, entry.Index)))];
        bars.Sort((one, other) => one.Bar.Begin.CompareTo(other.Bar.Begin));

        // Of the bars that begin earlier than one ends, the one of another entry that ends last tells: for each number of bars
        // the last end among them, and the last end of all other entries than that one's.
        var last = new (TimelineBar? Bar, int Owner, TimelineBar? Other)[bars.Count + 1];
        for (var count = 0; count < bars.Count; count++)
        {
            var ((bar, owner), (top, topOwner, second)) = (bars[count], last[count]);
            last[count + 1] =
                owner == topOwner && top is not null ? (Later(top, bar), owner, second)
                : top is null || bar.End > top.End ? (bar, owner, top)
                : (top, topOwner, Later(second, bar));
        }

        var beside = new HashSet<TimelineEntry>(ReferenceEqualityComparer.Instance);
        foreach (var (bar, owner) in bars)
        {
            var (top, topOwner, second) = last[CountBefore(bar)];
            if ((topOwner == owner ? second : top)?.Overlaps(bar) == true)
                beside.Add(entries[owner]);
        }

        return beside;

        int CountBefore(TimelineBar bar)
        {
            var (least, most) = (0, bars.Count);
            while (least < most)
            {
                var middle = (least + most) / 2;
                if (bars[middle].Bar.BeginsBeforeEndOf(bar))
                    least = middle + 1;
                else
                    most = middle;
            }

            return least;
        }
    }

    private static TimelineBar Later(TimelineBar? one, TimelineBar other) =>
        one is not null && one.End >= other.End ? one : other;
}

internal sealed record TimelineBar(TimeSpan Begin, TimeSpan Elapsed)
{
    // The journal keeps whole milliseconds; two entries that follow each other may share one.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(2);

    public TimeSpan End => Begin + Elapsed;

    public bool Overlaps(TimelineBar other) => BeginsBeforeEndOf(other) && other.BeginsBeforeEndOf(this);

    public bool BeginsBeforeEndOf(TimelineBar other) => Begin + Grain < other.End;
}

internal sealed record TimelineChange(TimeSpan At, string Description);

/// <param name="Result">found, absent, unreachable, disabled, cancelled or failed.</param>
internal sealed record TimelineRequest(TimeSpan At, string Path, TimeSpan Elapsed, string Result);
