using System.Collections;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Tests.Engine;
using OpenLaunch.Core.Tests.Metadata;

namespace OpenLaunch.Core.Tests.Journal;

public sealed class Recovery : IDisposable
{
    private readonly EngineBench bench = new();
    private readonly List<string> machine = [];

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_journal_cut_at_any_byte_leads_to_the_machine_of_an_undisturbed_run()
    {
        await bench.RunAsync(Plan());
        var whole = await File.ReadAllBytesAsync(bench.JournalPath, TestContext.Current.CancellationToken);
        string[] expected = [.. machine];

        for (var cut = 0; cut <= whole.Length; cut += 7)
        {
            await File.WriteAllBytesAsync(bench.JournalPath, whole[..cut], TestContext.Current.CancellationToken);
            var result = await bench.RunAsync(Plan());
            Assert.Equal(RunOutcome.Done, result.Outcome);
            Assert.Equal(expected, machine);
        }
    }

    [Fact]
    public async Task A_torn_last_line_is_dropped_with_a_warning_and_the_journal_stays_readable()
    {
        await bench.RunAsync(Plan());
        await File.AppendAllTextAsync(bench.JournalPath, "{\"kind\":\"st", TestContext.Current.CancellationToken);

        await bench.RunAsync(Plan());

        Assert.Contains(bench.Events.OfType<RunEvent.Warning>(), w => w.Message.Contains("torn last line", StringComparison.Ordinal));
        Assert.Empty(JournalContent.Read(bench.JournalPath).Warnings);
    }

    [Fact]
    public async Task A_damaged_line_is_skipped_with_a_warning_that_names_it()
    {
        await bench.RunAsync(Plan());
        var lines = await File.ReadAllLinesAsync(bench.JournalPath, TestContext.Current.CancellationToken);
        lines[1] = "\0\0\0\0";
        await File.WriteAllLinesAsync(bench.JournalPath, lines, TestContext.Current.CancellationToken);

        var result = await bench.RunAsync(Plan());

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Contains(bench.Events.OfType<RunEvent.Warning>(), w => w.Message.EndsWith("damaged line 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"kind":"end","time":"2026-01-01T00:00:00Z","run":null,"outcome":"done"}""")]
    [InlineData("""{"kind":"end","time":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"kind":"nonsense","time":"2026-01-01T00:00:00Z","run":"x"}""")]
    [InlineData("null")]
    public async Task Many_damaged_lines_are_told_of_in_one_warning_and_once(string line)
    {
        await bench.RunAsync(Plan());
        await File.AppendAllTextAsync(
            bench.JournalPath, string.Concat(Enumerable.Repeat(line + "\n", 1000)), TestContext.Current.CancellationToken);

        var result = await bench.RunAsync(Plan());

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.EndsWith(
            "skipped 1000 damaged lines, the first of them line 12",
            Assert.Single(bench.Events.OfType<RunEvent.Warning>()).Message, StringComparison.Ordinal);
        bench.Events.Clear();
        await bench.RunAsync(Plan());
        Assert.Empty(bench.Events.OfType<RunEvent.Warning>());
    }

    [Fact]
    public async Task Entries_and_changes_without_a_name_are_no_reason_for_a_status_to_fail()
    {
        await File.WriteAllTextAsync(
            bench.JournalPath,
            """
            {"kind":"run","time":"2026-01-01T00:00:00Z","run":"x","entries":[null,"a"]}
            {"kind":"change","time":"2026-01-01T00:00:00Z","run":"x","name":"a"}
            {"kind":"end","time":"2026-01-01T00:00:00Z","run":"x","outcome":"done"}
            {"kind":"end","time":"2026-01-01T00:00:00Z","run":"x","outcome":"failed"}

            """.ReplaceLineEndings("\n"),
            TestContext.Current.CancellationToken);

        var status = RunStatus.From(bench.Journal(), isLocked: false);

        Assert.Equal((RunState.Failed, "a"), (status.State, Assert.Single(status.Steps).Name));
    }

    [Fact]
    public async Task A_journal_of_a_later_version_is_not_read_as_one_of_this_and_not_written()
    {
        const string later = """{"kind":"run","time":"2026-01-01T00:00:00Z","run":"x","schema":99}""" + "\n";
        await File.WriteAllTextAsync(bench.JournalPath, later, TestContext.Current.CancellationToken);

        var result = await bench.RunAsync(Plan());

        Assert.Equal(["failed", "done", "failed"], result.Steps.Select(step => step.Outcome.Word));
        Assert.Equal(later, await File.ReadAllTextAsync(bench.JournalPath, TestContext.Current.CancellationToken));
        Assert.Contains(
            bench.Events.OfType<RunEvent.Warning>(), w => w.Message.Contains("later version of OpenLaunch", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_started_and_never_ended_runs_again_and_the_status_says_interrupted()
    {
        await bench.RunAsync(Plan());
        var records = bench.Journal().TakeWhile(record => record.Kind != JournalRecordKind.Outcome).ToList();
        WriteJournal(records);

        var status = RunStatus.From(JournalContent.Read(bench.JournalPath).Records, isLocked: false);
        Assert.Equal((RunState.Interrupted, "interrupted"), (status.State, status.Steps[0].Outcome));

        bench.Events.Clear();
        await bench.RunAsync(Plan());
        Assert.Equal("an earlier attempt was interrupted", bench.Events.OfType<RunEvent.StepStarted>().First().Note);
    }

    [Fact]
    public async Task A_step_that_skipped_itself_was_not_interrupted()
    {
        var entry = ScriptedStep.Entry("a", StepOutcome.Skipped("nothing to do here"));
        await bench.RunAsync(entry);
        bench.Events.Clear();

        await bench.RunAsync(entry);

        Assert.Null(bench.Events.OfType<RunEvent.StepStarted>().Single().Note);
    }

    [Fact]
    public async Task A_journal_above_one_mebibyte_is_compacted_and_every_decision_stays_the_same()
    {
        var once = ScriptedStep.Entry("once", StepOutcome.Done) with { Frequency = StepFrequency.PerInstance };
        await bench.RunAsync(once, Plan()[0]);
        var filler = new JournalRecord
        {
            Kind = JournalRecordKind.Change,
            Time = TimeProvider.System.GetUtcNow(),
            Run = "old",
            Name = "gone",
            Description = new string('x', 1000),
        };
        WriteJournal([.. Enumerable.Repeat(filler, 1100), .. bench.Journal()]);

        var result = await bench.RunAsync(once, Plan()[0]);

        Assert.Equal("skipped", result.Steps[0].Outcome.Word);
        Assert.True(new FileInfo(bench.JournalPath).Length < 10_000);
    }

    [Fact]
    public void A_journal_whose_latest_run_alone_is_above_the_bound_is_not_written_anew_at_each_start()
    {
        var record = new JournalRecord { Kind = JournalRecordKind.Run, Time = TimeProvider.System.GetUtcNow(), Run = "long" };
        var change = record with { Kind = JournalRecordKind.Change, Name = "a", Description = new string('x', 1000) };
        WriteJournal([record, .. Enumerable.Repeat(change, 1100)]);
        var written = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(bench.JournalPath, written);

        JournalFile.Open(bench.StateFolder, out var content).Dispose();
        Assert.Equal((1101, written), (content.Records.Count, File.GetLastWriteTimeUtc(bench.JournalPath)));

        WriteJournal([.. content.Records, record with { Run = "short" }]);
        JournalFile.Open(bench.StateFolder, out content).Dispose();
        Assert.Equal("short", Assert.Single(content.Records).Run);
    }

    [Fact]
    public void Whether_this_is_the_first_boot_is_looked_up_in_the_records_once()
    {
        var records = new CountedRecords();
        var history = new JournalHistory(records);
        var before = records.Walks;
        for (var entry = 0; entry < 100; entry++)
            Assert.True(history.IsFirstBoot(new("i-0123456789abcdef0", "machine", FromMetadata: true)));
        Assert.Equal(before + 1, records.Walks);
    }

    [Fact]
    public void No_run_takes_the_id_of_one_that_the_journal_knows()
    {
        var time = new EventTime();
        var second = $"{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-";
        var record = new JournalRecord { Kind = JournalRecordKind.Change, Time = time.GetUtcNow(), Run = "" };
        WriteJournal(Enumerable.Range(0, 0xFFFF).Select(n => record with { Run = $"{second}{n:x4}" }));

        using var session = RunSession.OpenReadOnly(bench.StateFolder, time);

        Assert.Equal($"{second}ffff", session.RunId);
    }

    [Fact]
    public async Task A_second_run_while_one_is_under_way_is_refused_and_told_who_holds_the_lock()
    {
        using var first = await RunSession.OpenAsync(bench.StateFolder, TimeProvider.System, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<RunLockedException>(() => bench.RunAsync(Plan()));

        Assert.Contains(first.RunId, refused.Holder, StringComparison.Ordinal);
        Assert.True(RunLock.IsTaken(bench.StateFolder));
    }

    private sealed class CountedRecords : IReadOnlyList<JournalRecord>
    {
        public int Walks { get; private set; }

        public int Count => 0;

        public JournalRecord this[int index] => throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<JournalRecord> GetEnumerator()
        {
            Walks++;
            return Enumerable.Empty<JournalRecord>().GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private PlanEntry[] Plan() =>
    [
        Setting("a") with { Frequency = StepFrequency.PerInstance },
        Setting("b"),
        Setting("c") with { Frequency = StepFrequency.PerInstance },
    ];

    private PlanEntry Setting(string name) => ScriptedStep.Entry(name, async (context, token) =>
    {
        if (!machine.Contains(name))
            await context.ChangeAsync($"set {name}", _ => { machine.Add(name); return Task.CompletedTask; }, token);
        return StepOutcome.Done;
    });

    private void WriteJournal(IEnumerable<JournalRecord> records)
    {
        File.Delete(bench.JournalPath);
        using (var journal = JournalFile.Open(bench.StateFolder, out _))
        {
            foreach (var record in records)
                journal.Append(record, flush: false);
        }
    }
}
