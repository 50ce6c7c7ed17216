using System.Globalization;
using System.Text;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Tests.Engine;

namespace OpenLaunch.Core.Tests.Journal;

/// <summary>What a power cut leaves of the journal's last writes, and what clocks do that jump.</summary>
public sealed class CutJournal : IDisposable
{
    private readonly EngineBench bench = new();
    private readonly Dictionary<string, int> runs = [];

    private static int Seed =>
        int.Parse(Environment.GetEnvironmentVariable("OPENLAUNCH_SEED") ?? "0", CultureInfo.InvariantCulture);

    public void Dispose() => bench.Dispose();

    /// <summary>
    /// After each record of a run, the next ones are torn: cut, turned to zeros (the length was on the disk, the bytes were not),
    /// put in another order, doubled, or mixed with what was on the disk before.
    /// </summary>
    [Theory]
    [InlineData("cut")]
    [InlineData("zeros")]
    [InlineData("half zeros")]
    [InlineData("exchanged")]
    [InlineData("doubled")]
    [InlineData("garbage")]
    public async Task Torn_and_reordered_last_writes_repeat_at_most_what_they_recorded(string how)
    {
        await bench.RunAsync(Plan());
        var lines = (await File.ReadAllLinesAsync(bench.JournalPath, TestContext.Current.CancellationToken))
            .Select(line => Encoding.UTF8.GetBytes(line + "\n")).ToList();
        var random = new Random(how.Length + Seed);
        for (var kept = 0; kept < lines.Count; kept++)
        {
            var whole = lines[..kept].SelectMany(line => line).ToArray();
            var next = lines[kept];
            byte[] tail = how switch
            {
                "cut" => next[..random.Next(next.Length)],
                "zeros" => new byte[next.Length],
                "half zeros" => [.. new byte[next.Length / 2], .. next[(next.Length / 2)..]],
                "exchanged" => [.. lines.ElementAtOrDefault(kept + 1) ?? [], .. next],
                "doubled" => [.. next, .. next],
                _ => [.. next[..(next.Length / 3)], .. Enumerable.Range(0, 200).Select(_ => (byte)random.Next(256))],
            };
            await File.WriteAllBytesAsync(bench.JournalPath, [.. whole, .. tail], TestContext.Current.CancellationToken);
            var before = new Dictionary<string, int>(runs);

            var result = await bench.RunAsync(Plan());
            var again = await bench.RunAsync(Plan());

            Assert.Equal((RunOutcome.Done, RunOutcome.Done), (result.Outcome, again.Outcome));
            foreach (var once in (string[])["a", "c"])
            {
                var isRecorded = Outcomes(lines[..kept]).Contains(once);
                Assert.True(runs[once] - before[once] <= (isRecorded ? 0 : 1), $"{once} after record {kept}");
            }
        }
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2016-03-01T00:00:00Z")]
    [InlineData("2106-02-08T00:00:00Z")]
    [InlineData("9998-12-31T00:00:00Z")]
    public async Task A_clock_that_jumps_between_and_within_runs_repeats_nothing_and_asks_for_no_restart_twice(string there)
    {
        var time = new JumpingTime();
        bench.Time = time;
        var restarts = 0;
        PlanEntry[] plan =
        [
            .. Plan(),
            ScriptedStep.Entry("jump", (_, _) => { time.Jump(there); return Task.FromResult(StepOutcome.Done); }),
            ScriptedStep.Entry("restart", (_, _) => Task.FromResult(
                restarts++ == 0 ? StepOutcome.RebootThenDone("a new name") : StepOutcome.Done)) with { Frequency = StepFrequency.PerInstance },
        ];

        await bench.RunAsync(plan);
        time.Jump("2026-11-27T00:00:00Z");
        await bench.RunAsync(plan);
        await bench.RunAsync(plan);

        Assert.Equal((1, 3, 1), (runs["a"], runs["b"], runs["c"]));
        Assert.Single(bench.Reboots);
        Assert.DoesNotContain(bench.Events.OfType<RunEvent.Warning>(), warning => warning.Message.Contains("damaged", StringComparison.Ordinal));
    }

    /// <summary>A short form of ten thousand boots; <c>bench/load.sh</c> takes them all.</summary>
    [Fact]
    public async Task A_folder_does_not_grow_with_its_boots()
    {
        var boots = int.Parse(Environment.GetEnvironmentVariable("OPENLAUNCH_BOOTS") ?? "800", CultureInfo.InvariantCulture);
        var (largest, most, before) = (0L, 0, 0L);
        for (var boot = 0; boot < boots; boot++)
        {
            bench.BootId = $"boot-{boot}";
            bench.Events.Clear();
            Assert.Equal(RunOutcome.Done, (await bench.RunAsync(Plan())).Outcome);
            var length = new FileInfo(bench.JournalPath).Length;
            Assert.True(length > before || length < 16 << 10, $"{length} bytes after it was compacted at boot {boot}");
            (largest, before) = (Math.Max(largest, length), length);
            most = Math.Max(most, Directory.EnumerateFileSystemEntries(bench.StateFolder).Count());
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{boots} boots: the journal at most {largest} bytes, {most} files");
        Assert.Equal((1, 1), (runs["a"], runs["c"]));
        Assert.True(largest < (1 << 20) + (64 << 10), $"{largest} bytes"); // it is compacted above 1 MiB, at the next start
        Assert.Equal(3, most); // journal, lock and holder
    }

    [Fact]
    public async Task A_hundred_runs_at_once_in_folders_of_their_own_keep_to_them()
    {
        var benches = Enumerable.Range(0, 100).Select(_ => new EngineBench()).ToList();
        try
        {
            var results = await Task.WhenAll(benches.Select(one => Task.Run(() => one.RunAsync(
                ScriptedStep.Entry("a", StepOutcome.Done) with { Frequency = StepFrequency.PerInstance },
                ScriptedStep.Entry("b", StepOutcome.Done)))));

            Assert.All(results, result => Assert.Equal(RunOutcome.Done, result.Outcome));
            Assert.All(benches, one => Assert.Equal(6, one.Journal().Count));
        }
        finally
        {
            benches.ForEach(one => one.Dispose());
        }
    }

    private static HashSet<string> Outcomes(IEnumerable<byte[]> lines) =>
    [
        .. lines.Select(line => JournalSerializer.FromLine(line.AsSpan()[..^1])!)
            .Where(record => record.Kind == JournalRecordKind.Outcome).Select(record => record.Name!),
    ];

    private PlanEntry[] Plan() =>
    [
        Counted("a") with { Frequency = StepFrequency.PerInstance },
        Counted("b"),
        Counted("c") with { Frequency = StepFrequency.PerInstance },
    ];

    private PlanEntry Counted(string name) => ScriptedStep.Entry(name, (_, _) =>
    {
        runs[name] = runs.GetValueOrDefault(name) + 1;
        return Task.FromResult(StepOutcome.Done);
    });

    /// <summary>A wall clock that jumps back too, which the fake of the library refuses; its timestamps go on.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private DateTimeOffset now = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);

        public void Jump(string there) => now = DateTimeOffset.Parse(there, CultureInfo.InvariantCulture);

        public override DateTimeOffset GetUtcNow() => now;
    }
}
