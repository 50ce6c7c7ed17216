using System.Globalization;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Runner.Tests.Timeline;

/// <summary>A journal with times of one's own, in seconds from 19:30 on a day.</summary>
internal sealed class JournalOfTest
{
    public static readonly DateTimeOffset Started = DateTimeOffset.Parse("2026-11-24T19:30:00Z", CultureInfo.InvariantCulture);

    private readonly List<JournalRecord> records = [];

    public IReadOnlyList<JournalRecord> Records => records;

    /// <summary>By how much the machine's clock is ahead, in seconds.</summary>
    public double ClockAhead { get; set; }

    public JournalOfTest Run(double at, string run, params string[] entries) => Add(at, JournalRecordKind.Run, run, null, record =>
        record with { Schema = 1, Agent = "0.1.0", Boot = run, Entries = entries });

    public JournalOfTest Step(double at, string run, string name, params string[] changes)
    {
        Add(at, JournalRecordKind.Step, run, name, record => record with { Step = name });
        foreach (var change in changes)
            Add(at, JournalRecordKind.Change, run, name, record => record with { Description = change });
        return this;
    }

    public JournalOfTest Outcome(
        double at, string run, string name, double seconds, string outcome = "done", string? reason = null,
        params MetadataRequest[] requests) => Add(at, JournalRecordKind.Outcome, run, name, record => record with
        {
            Step = name, Outcome = outcome, Reason = reason, Milliseconds = (long)(seconds * 1000),
            Requests = requests.Length > 0 ? requests : null,
        });

    public JournalOfTest End(double at, string run, double seconds, string outcome = "done") =>
        Add(at, JournalRecordKind.End, run, null, record => record with
        {
            Outcome = outcome, Milliseconds = (long)(seconds * 1000), Instance = "i-0123456789abcdef0",
        });

    /// <summary>A start with a restart and three entries at once; the text stands for whatever a script may print.</summary>
    public static JournalOfTest OfBoot(string run = "r", string text = "exit code 1", double slow = 1)
    {
        string[] entries = ["wait", "rename", "left", "middle", "right", "script", "never"];
        var b = 30 + slow;
        return new JournalOfTest()
            .Run(0, $"{run}1", entries)
            .Step(0.5, $"{run}1", "wait")
            .Outcome(0.5 + slow, $"{run}1", "wait", slow, "done", null, new MetadataRequest("api/token", 100, 200, "found"))
            .Step(0.5 + slow, $"{run}1", "rename", "rename A to B")
            .Outcome(1 + slow, $"{run}1", "rename", 0.5, "reboot", "the name is B now")
            .End(1 + slow, $"{run}1", 1 + slow, "reboot")
            .Run(b, $"{run}2", entries)
            .Outcome(b + 0.01, $"{run}2", "wait", 0.001, "skipped", "ran already")
            .Outcome(b + 0.01, $"{run}2", "rename", 0.001, "skipped", "ran already")
            .Step(b + 1, $"{run}2", "left").Step(b + 1, $"{run}2", "middle").Step(b + 1, $"{run}2", "right")
            .Outcome(b + 2, $"{run}2", "right", 1).Outcome(b + 3, $"{run}2", "left", 2).Outcome(b + 4, $"{run}2", "middle", 3)
            .Step(b + 4, $"{run}2", "script", text)
            .Outcome(b + 9, $"{run}2", "script", 5, "failed", text)
            .Outcome(b + 9, $"{run}2", "never", 0, "skipped", "not today")
            .End(b + 10, $"{run}2", 10, "failed");
    }

    /// <summary>Writes the journal, after what is there.</summary>
    public JournalOfTest WriteTo(StateFolder state, TimeSpan later = default)
    {
        using var journal = JournalFile.Open(state.Path, out _);
        foreach (var record in records)
            journal.Append(record with { Time = record.Time + later });
        return this;
    }

    private JournalOfTest Add(
        double at, JournalRecordKind kind, string run, string? name, Func<JournalRecord, JournalRecord> with)
    {
        records.Add(with(new JournalRecord
        {
            Kind = kind, Time = Started.AddSeconds(at + ClockAhead), Run = run, Name = name, Machine = "machine",
        }));
        return this;
    }
}
