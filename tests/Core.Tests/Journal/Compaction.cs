using System.Globalization;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Tests.Journal;

/// <summary>A compacted journal decides as the whole one, whatever happened before.</summary>
public sealed class Compaction
{
    private static readonly string?[] Instances = [null, "i-0000000000000000a", "i-0000000000000000b"];
    private static readonly string[] Machines = ["m1", "m2"];
    private static readonly string[] Names = ["a", "b"];
    private static readonly string[] Keys = ["k", JournalRecord.AttemptKey];
    private static readonly string[] Outcomes = ["done", "done", "failed", "skipped", "reboot", "resume", "runAgain"];
    private static readonly string?[] Verbs = [null, null, null, "repair", "run-step"];

    [Fact]
    public void Over_random_histories_every_decision_is_the_same()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var random = new Random(seed);
            var history = History(random, runs: random.Next(1, 12));
            var compacted = JournalCompaction.Compact(history);
            var (expected, actual) = (Decisions(history, BootsOf(history)), Decisions(compacted, BootsOf(history)));
            Assert.True(expected == actual, $"seed {seed}\n{expected}\n----\n{actual}");
        }
    }

    [Fact]
    public void Compacted_twice_or_between_runs_it_still_decides_the_same()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var (first, second) = (new Random(seed), new Random(seed));
            List<JournalRecord> whole = [];
            IReadOnlyList<JournalRecord> small = [];
            for (var run = 0; run < 10; run++)
            {
                whole.AddRange(History(first, runs: 1, firstRun: run));
                small = JournalCompaction.Compact([.. small, .. History(second, runs: 1, firstRun: run)]);
            }

            Assert.Equal(Decisions(whole, BootsOf(whole)), Decisions(small, BootsOf(whole)));
        }
    }

    [Fact]
    public void It_does_not_grow_with_the_runs()
    {
        IReadOnlyList<JournalRecord> small = [];
        for (var run = 0; run < 2_000; run++)
            small = JournalCompaction.Compact([.. small, .. Quiet(run)]);

        Assert.True(small.Count < 40, $"{small.Count} records");

        static IEnumerable<JournalRecord> Quiet(int run)
        {
            var (of, verb) = (Record(JournalRecordKind.Run, run) with { Machine = "m1" }, run % 3 == 0 ? null : "watch");
            yield return of with { Boot = $"boot-{run}", Entries = Names, Verb = verb };
            of = of with { Instance = Instances[1] };
            foreach (var name in Names)
            {
                yield return of with { Kind = JournalRecordKind.Step, Name = name };
                yield return Record(JournalRecordKind.Change, run) with { Name = name, Description = "x" };
                yield return of with { Kind = JournalRecordKind.State, Name = name, Key = "k", Value = "v" };
                yield return of with { Kind = JournalRecordKind.Outcome, Name = name, Outcome = "done" };
            }

            if (run == 0)
                yield return of with { Kind = JournalRecordKind.Step, Name = "once" };
            yield return of with { Kind = JournalRecordKind.Outcome, Name = "once", Outcome = run == 0 ? "done" : "skipped" };
            yield return of with { Kind = JournalRecordKind.End, Outcome = "done", Verb = verb };
        }
    }

    /// <summary>All that is ever asked of a journal, for every instance, machine, boot, entry and key.</summary>
    private static string Decisions(IReadOnlyList<JournalRecord> records, IReadOnlyList<string> boots)
    {
        var history = new JournalHistory(records);
        List<string?> said = [history.LastMachineId, .. Machines.Select(history.LastInstanceId)];
        said.Add(Said(RunStatus.From(records, isLocked: false)));
        foreach (var instance in Instances)
        {
            foreach (var machine in Machines)
            {
                var identity = new InstanceIdentity(instance, machine, FromMetadata: true);
                said.Add(history.IsFirstBoot(identity).ToString());
                foreach (var boot in boots)
                {
                    said.AddRange(Names.Select(name => Said(history.Of(name, identity, boot))));
                    var reboots = history.ConsecutiveReboots(identity, boot);
                    said.AddRange(Names.Select(name => $"{reboots.GetValueOrDefault(name)}"));
                }

                foreach (var name in Names)
                    said.AddRange(Keys.Select(key => history.Recall(name, key, identity)));
            }
        }

        return string.Join('\n', said);
    }

    private static string[] BootsOf(IEnumerable<JournalRecord> records) =>
        [.. records.Select(r => r.Boot).OfType<string>().Distinct().TakeLast(3), "next"];

    private static string Said(EntryHistory known) =>
        $"{Id(known.Completed)} {Id(known.CompletedEver)} {known.ResumePending} {Id(known.RestartPending)} {known.Interrupted} "
        + $"{known.Interruptions} {known.WantsToRunAgain}";

    private static string Said(RunStatus status) =>
        $"{status.State} {status.RunId} {status.InstanceId} {string.Join('+', status.Reasons)} "
        + string.Join(',', status.Steps.Select(step => $"{step.Name} {step.Outcome} {step.Interruptions} {step.Changes.Count}"));

    private static string? Id(JournalRecord? record) => record?.Milliseconds?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Runs with kills, cancellations, restarts made and refused, verbs, identities that become known half-way.</summary>
    private static List<JournalRecord> History(Random random, int runs, int firstRun = 0)
    {
        var records = new List<JournalRecord>();
        for (var run = firstRun; run < firstRun + runs; run++)
        {
            var verb = Pick(random, Verbs);
            var machine = Pick(random, Machines);
            var instance = Pick(random, Instances);
            if (random.Next(10) == 0)
            {
                records.Add(Record(JournalRecordKind.Refused, run) with { Verb = verb, Machine = machine, Reasons = [$"{run}"] });
                continue;
            }

            if (random.Next(12) > 0)
            {
                records.Add(Record(JournalRecordKind.Run, run) with
                {
                    Verb = verb, Machine = machine, Boot = $"boot-{run / random.Next(1, 3)}", Entries = Names,
                });
            }

            var isKilled = false;
            foreach (var name in Names.Where(_ => random.Next(5) > 0))
                isKilled = isKilled || Attempt(random, records, run, name, machine, ref instance);
            for (var ends = isKilled ? 0 : random.Next(8) == 0 ? 2 : 1; ends > 0; ends--)
            {
                records.Add(Record(JournalRecordKind.End, run) with
                {
                    Verb = verb, Machine = machine, Instance = instance, Outcome = Pick(random, ["done", "failed", "reboot"]),
                });
            }
        }

        for (var i = 0; i < records.Count; i++)
            records[i] = records[i] with { Milliseconds = (firstRun * 1000) + i };
        return records;
    }

    /// <returns>Whether the process died in it.</returns>
    private static bool Attempt(
        Random random, List<JournalRecord> records, int run, string name, string machine, ref string? instance)
    {
        var isStarted = random.Next(4) > 0;
        if (isStarted)
        {
            records.Add(Record(JournalRecordKind.Step, run) with
            {
                Name = name, Machine = machine, Instance = instance, Interruptions = random.Next(6) == 0 ? random.Next(1, 3) : null,
            });
            if (random.Next(2) == 0)
                records.Add(Record(JournalRecordKind.Change, run) with { Name = name, Description = "x" });
            if (random.Next(3) == 0)
            {
                records.Add(Record(JournalRecordKind.State, run) with
                {
                    Name = name, Machine = machine, Instance = instance, Key = Pick(random, Keys), Value = $"{run}",
                });
            }

            if (random.Next(4) == 0)
                return true;
            if (random.Next(6) == 0)
                instance = Pick(random, Instances);
        }

        var outcome = isStarted ? Pick(random, Outcomes) : "skipped";
        var end = Record(JournalRecordKind.Outcome, run) with
        {
            Name = name, Machine = machine, Instance = instance, Outcome = outcome == "resume" ? "reboot" : outcome,
            Resume = outcome is "resume" or "reboot" ? outcome == "resume" : null,
            Cancelled = outcome == "failed" && random.Next(2) == 0 ? true : null,
            Interruptions = outcome == "failed" && random.Next(4) == 0 ? 3 : null,
        };
        records.Add(end);
        if (end.Outcome == "reboot" && random.Next(3) == 0)
            records.Add(end with { Outcome = "failed", Resume = null });
        return false;
    }

    private static JournalRecord Record(JournalRecordKind kind, int run) =>
        new() { Kind = kind, Time = DateTimeOffset.UnixEpoch, Run = $"run-{run:000}" };

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
