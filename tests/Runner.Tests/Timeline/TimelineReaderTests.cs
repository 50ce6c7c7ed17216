using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Timeline;

namespace OpenLaunch.Runner.Tests.Timeline;

/// <summary>What a timeline makes of the journal's records.</summary>
public sealed class TimelineReaderTests
{
    private readonly JournalOfTest journal = new();

    [Fact]
    public void Runs_that_a_restart_parts_are_one_timeline_with_the_restart_between_them()
    {
        var timeline = Read(JournalOfTest.OfBoot(), "r1");

        Assert.Equal(["r1", "r2"], timeline.Runs.Select(run => run.RunId));
        Assert.Equal(("r2", "failed", "i-0123456789abcdef0"), (timeline.RunId, timeline.Outcome, timeline.InstanceId));
        Assert.Equal((Seconds(29), Seconds(41)), (timeline.RestartBefore(1), timeline.Elapsed));
        Assert.Equal([new(Seconds(35), Seconds(5))], Entry(timeline, "script").Bars);
    }

    [Fact]
    public void Entries_that_were_at_work_at_once_stand_beside_each_other_and_those_that_followed_do_not()
    {
        var timeline = Read(JournalOfTest.OfBoot());

        var (left, middle) = (Entry(timeline, "left"), Entry(timeline, "middle"));
        Assert.True(TimelineEntry.FindBeside([left, Entry(timeline, "right")]).Contains(left));
        Assert.False(TimelineEntry.FindBeside([middle, Entry(timeline, "script")]).Contains(middle));
    }

    [Fact]
    public void A_skipped_entry_is_shown_only_where_its_decision_took_time()
    {
        journal.Run(0, "r", "quick", "slow")
            .Outcome(0.01, "r", "quick", 0.005, "skipped").Outcome(4, "r", "slow", 3.9, "skipped").End(4, "r", 4);

        Assert.Equal(["slow"], Read(journal).Entries.Where(entry => entry.IsShown).Select(entry => entry.Name));
    }

    [Fact]
    public void An_entry_that_was_postponed_has_a_bar_for_each_of_its_two_calls()
    {
        journal.Run(0, "r", "late", "other").Step(1, "r", "late").Step(3, "r", "other").Outcome(7, "r", "other", 4)
            .Step(7, "r", "late").Outcome(8, "r", "late", 3, "done", null, new MetadataRequest("user-data", 2500, 10, "found"))
            .End(8, "r", 8);

        var late = Entry(Read(journal), "late");

        Assert.Equal([new(Seconds(1), Seconds(2)), new(Seconds(7), Seconds(1))], late.Bars);
        Assert.Equal(Seconds(7.5), late.Requests.Single().At);
    }

    [Fact]
    public void Numbers_that_no_run_has_are_drawn_and_overflow_nothing()
    {
        journal.Run(0, "r", "long", "back")
            .Step(1, "r", "long").Outcome(2, "r", "long", 9e15, "done", null, new MetadataRequest("x", long.MaxValue, long.MinValue, "found"))
            .Step(2, "r", "back").Outcome(3, "r", "back", -9e15).End(3, "r", 9e15);
        var last = DateTimeOffset.MaxValue - Seconds(3);
        foreach (var records in new[]
        {
            journal.Records, [.. journal.Records.Select(record => record with { Time = last + (record.Time - JournalOfTest.Started) })],
            [.. journal.Records.Select((record, index) => record with { Time = index == 0 ? DateTimeOffset.MinValue : last })],
        })
        {
            var timeline = new TimelineReader(records, isLocked: false).Read("r")!;
            Assert.All(
                [TimelineJson.Write(timeline), CloudInitEvents.Write(timeline), OtlpTrace.Write(timeline), TimelinePage.Write(timeline, null)],
                text => Assert.Contains("long", text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void A_clock_that_is_set_in_a_run_moves_no_bar(double ahead)
    {
        journal.Run(0, "r", "first", "second").Step(1, "r", "first").Outcome(3, "r", "first", 2);
        journal.ClockAhead = ahead;
        journal.Step(3.5, "r", "second").Outcome(5, "r", "second", 1.5).End(6, "r", 6);

        var timeline = Read(journal);

        Assert.Equal((Seconds(6), Seconds(ahead)), (timeline.Elapsed, timeline.Runs[0].ClockStep));
        Assert.Equal([new(Seconds(1), Seconds(2))], Entry(timeline, "first").Bars);
        Assert.Equal([new(Seconds(3.5), Seconds(1.5))], Entry(timeline, "second").Bars);
        Assert.Contains(TimelineSummary.Notes(timeline), note => note.Contains("the clock was set", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "running")]
    [InlineData(false, "interrupted")]
    public void An_entry_without_an_end_is_at_work_up_to_the_last_record(bool isLocked, string word)
    {
        journal.Run(0, "r", "first", "rest").Step(1, "r", "first").Step(1, "r", "change", "a change");

        var timeline = new TimelineReader(journal.Records, isLocked).Read("r")!;

        Assert.Equal((word, word), (timeline.Outcome, Entry(timeline, "first").Outcome));
        Assert.Equal("pending", Entry(timeline, "rest").Outcome);
        Assert.Contains("Not reached: rest.", TimelineSummary.Notes(timeline));
    }

    [Fact]
    public void A_run_of_a_verb_is_no_boot_and_can_be_asked_for_by_its_id()
    {
        JournalRecord[] records =
        [
            .. JournalOfTest.OfBoot().Records,
            .. new JournalOfTest().Run(100, "repair", "left").End(101, "repair", 1).Records
                .Select(record => record with { Verb = "repair" }),
        ];
        var reader = new TimelineReader(records, isLocked: false);

        Assert.Equal(["r2"], reader.RunIds);
        Assert.Equal("repair", Assert.Single(reader.Read("repair")!.Runs).Verb);
        Assert.Null(reader.Read("other"));
    }

    [Fact]
    public void What_took_longest_is_blamed_first_restarts_included()
    {
        var blame = TimelineSummary.Blame(Read(JournalOfTest.OfBoot())).Take(3);

        Assert.Equal([("(restart)", Seconds(29)), ("script", Seconds(5)), ("middle", Seconds(3))], blame);
    }

    [Theory]
    [InlineData(0.004)]
    [InlineData(0.64)]
    [InlineData(12)]
    [InlineData(75)]
    [InlineData(4000)]
    [InlineData(200_000)]
    public void The_axis_has_two_to_seven_round_times(double seconds) =>
        Assert.InRange(new TimelineScale(Seconds(seconds)).Ticks().Count(), 2, 7);

    private static BootTimeline Read(JournalOfTest journal, string? run = null) =>
        new TimelineReader(journal.Records, isLocked: false).Read(run ?? journal.Records[^1].Run)!;

    private static TimelineEntry Entry(BootTimeline timeline, string name) =>
        timeline.Entries.Last(entry => entry.Name == name);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
