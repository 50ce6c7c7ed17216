using System.Collections;
using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Runner.Tests.Timeline;
using OpenLaunch.Runner.Timeline;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Runner.Tests;

/// <summary>What is told of a plan costs about twice as much where the plan has twice the entries: the work is counted.</summary>
public sealed class LinearWorkTests
{
    private const int Few = 2_000;

    private int looks;

    [Fact]
    public void The_copy_of_the_status_is_not_written_anew_for_each_entry_of_a_long_plan()
    {
        AssertLinear(count =>
        {
            using var copy = new StatusCopy(() => looks += count, new FakeTimeProvider()); // a copy has all entries
            foreach (var runEvent in Starts(count))
                copy.Handle(runEvent);
        }, most: 1);
    }

    [Fact]
    public void Status_looks_at_each_entry_some_few_times()
    {
        AssertLinear(count =>
        {
            var steps = Enumerable.Range(0, count).Select(entry => new StepStatus($"entry-{entry}", "step", "done", null, 1, []));
            var run = new RunStatus(RunState.Ok, "r", null, null, 1, new Counted<StepStatus>([.. steps], () => looks++));
            var report = new StatusReport(new(run, null), new(StartFrequency.PerInstance), [], []);

            Assert.Equal(count, report.Ended.Count());
            Assert.Contains($"entry-{count - 1}", report.Text, StringComparison.Ordinal);
        }, most: 8);
    }

    [Fact]
    public void The_page_of_a_timeline_looks_at_each_entry_some_few_times()
    {
        AssertLinear(count =>
        {
            var page = TimelinePage.Write(Timeline(count), Timeline(count));

            Assert.Contains($">entry-{count - 1}<", page, StringComparison.Ordinal);
        }, most: 60);
    }

    [Fact]
    public void What_ran_beside_what_is_found_in_one_walk_as_by_comparing_all_with_all()
    {
        var random = new Random(20261127);
        for (var round = 0; round < 2_000; round++)
        {
            List<TimelineEntry> entries = [.. Enumerable.Range(0, random.Next(1, 9)).Select(entry => Entry(
                $"{entry}", [.. Enumerable.Range(0, random.Next(3)).Select(_ => Bar(random.Next(30), random.Next(12)))]))];

            var beside = entries.Where(entry => entries.Any(other => other != entry
                && entry.Bars.Any(bar => other.Bars.Any(bar.Overlaps))));

            Assert.Equal(beside, entries.Where(TimelineEntry.FindBeside(entries).Contains));
        }
    }

    /// <summary>Looks per entry, which stay the same but for what grows with the logarithm.</summary>
    private void AssertLinear(Action<int> act, int most)
    {
        foreach (var count in new[] { Few, 4 * Few })
        {
            looks = 0;
            act(count);
            Assert.InRange(looks / count, 1, most);
        }
    }

    private static IEnumerable<RunEvent> Starts(int count) => Enumerable.Range(0, count)
        .Select(RunEvent (_) => new RunEvent.StepStarted(null!, null)).Prepend(new RunEvent.RunStarted("r", new([]), DryRun: false));

    private BootTimeline Timeline(int count) => new(JournalOfTest.Started, null, null, [new(
        "r", null, TimeSpan.Zero, TimeSpan.FromMilliseconds(10 * count), "done", TimeSpan.Zero, new Counted<TimelineEntry>(
            [.. Enumerable.Range(0, count).Select(entry => Entry(
                $"entry-{entry}", new Counted<TimelineBar>([Bar(10 * entry, 10)], () => looks++)))],
            () => looks++))]);

    private static TimelineEntry Entry(string name, IReadOnlyList<TimelineBar> bars) => new(name, "step", "done", null, bars, [], []);

    private static TimelineBar Bar(int begin, int length) =>
        new(TimeSpan.FromMilliseconds(begin), TimeSpan.FromMilliseconds(length));

    /// <summary>A list that tells of each look at one of its elements.</summary>
    private sealed class Counted<T>(IReadOnlyList<T> elements, Action look) : IReadOnlyList<T>
    {
        public int Count => elements.Count;

        public T this[int index]
        {
            get
            {
                look();
                return elements[index];
            }
        }

        public IEnumerator<T> GetEnumerator() => elements.Select((_, index) => this[index]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
