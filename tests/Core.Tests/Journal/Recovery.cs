using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Tests.Engine;

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
    public async Task A_second_run_while_one_is_under_way_is_refused_and_told_who_holds_the_lock()
    {
        using var first = await RunSession.OpenAsync(bench.StateFolder, TimeProvider.System, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<RunLockedException>(() => bench.RunAsync(Plan()));

        Assert.Contains(first.RunId, refused.Holder, StringComparison.Ordinal);
        Assert.True(RunLock.IsTaken(bench.StateFolder));
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
