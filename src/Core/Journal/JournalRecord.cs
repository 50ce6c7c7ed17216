using System.Text.Json.Serialization;

namespace OpenLaunch.Core.Journal;

/// <summary>One line of the journal. Members that a kind does not use are absent. No secret ever enters one.</summary>
public sealed record JournalRecord
{
    /// <summary>The form of the journal, written in each run's first line.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The key of the kept value that tells which part a step begins, whose interruptions it counts itself.</summary>
    internal const string AttemptKey = "attempt";

    /// <summary>What the line records.</summary>
    public required JournalRecordKind Kind { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The run that wrote it.</summary>
    public required string Run { get; init; }

    /// <summary>In <see cref="JournalRecordKind.Run"/>: <see cref="CurrentSchema"/>.</summary>
    public int? Schema { get; init; }

    /// <summary>In <see cref="JournalRecordKind.Run"/>: the version of OpenLaunch.</summary>
    public string? Agent { get; init; }

    /// <summary>In <see cref="JournalRecordKind.Run"/> and <see cref="JournalRecordKind.Refused"/>: the boot.</summary>
    public string? Boot { get; init; }

    /// <summary>
    /// In <see cref="JournalRecordKind.Run"/>, <see cref="JournalRecordKind.End"/> and <see cref="JournalRecordKind.Refused"/>:
    /// the verb that asked for a run which is no boot's, such as <c>repair</c>.
    /// </summary>
    public string? Verb { get; init; }

    /// <summary>The machine's identity.</summary>
    public string? Machine { get; init; }

    /// <summary>The instance id, where it was known.</summary>
    public string? Instance { get; init; }

    /// <summary>In <see cref="JournalRecordKind.Run"/>: the names of the plan's entries, in order.</summary>
    public IReadOnlyList<string>? Entries { get; init; }

    /// <summary>The plan entry's name.</summary>
    public string? Name { get; init; }

    /// <summary>The step's catalogue name.</summary>
    public string? Step { get; init; }

    /// <summary>In <see cref="JournalRecordKind.Step"/>: whether the call resumes after a reboot.</summary>
    public bool? Resumed { get; init; }

    /// <summary>In <see cref="JournalRecordKind.Change"/>: what was changed.</summary>
    public string? Description { get; init; }

    /// <summary>done, skipped, reboot, runAgain or failed.</summary>
    public string? Outcome { get; init; }

    /// <summary>The reason or message that goes with the outcome.</summary>
    public string? Reason { get; init; }

    /// <summary>In <see cref="JournalRecordKind.Refused"/>: each thing that kept the run from beginning.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>The exception's type, where one was the cause of a failure.</summary>
    public string? Error { get; init; }

    /// <summary>With outcome reboot: whether the step is called again afterwards.</summary>
    public bool? Resume { get; init; }

    /// <summary>Whether the run was cancelled meanwhile, e.g. by a shutdown of the machine.</summary>
    public bool? Cancelled { get; init; }

    /// <summary>
    /// In <see cref="JournalRecordKind.Step"/>: the attempts in a row before this one that were interrupted. In
    /// <see cref="JournalRecordKind.Outcome"/>: those after which the entry is not tried again.
    /// </summary>
    public int? Interruptions { get; init; }

    /// <summary>How long it took.</summary>
    public long? Milliseconds { get; init; }

    /// <summary>In <see cref="JournalRecordKind.State"/>: the name of the value that a step keeps.</summary>
    public string? Key { get; init; }

    /// <summary>In <see cref="JournalRecordKind.State"/>: the value that a step keeps.</summary>
    public string? Value { get; init; }

    /// <summary>In <see cref="JournalRecordKind.Outcome"/>: what the step asked the metadata service for; at most 50.</summary>
    public IReadOnlyList<MetadataRequest>? Requests { get; init; }

    /// <summary>Whether this and <paramref name="identity"/> mean the same instance, or without ids the same machine.</summary>
    /// <param name="identity">The instance as far as it is known.</param>
    public bool IsOf(InstanceIdentity identity) =>
        Instance is not null && identity.InstanceId is not null
            ? Instance == identity.InstanceId
            : Machine == identity.MachineId;
}

/// <summary>The kinds of journal lines.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalRecordKind>))]
public enum JournalRecordKind
{
    /// <summary>A run starts.</summary>
    [JsonStringEnumMemberName("run")]
    Run,

    /// <summary>A step starts.</summary>
    [JsonStringEnumMemberName("step")]
    Step,

    /// <summary>A change is about to be applied.</summary>
    [JsonStringEnumMemberName("change")]
    Change,

    /// <summary>A step ended, or was skipped.</summary>
    [JsonStringEnumMemberName("outcome")]
    Outcome,

    /// <summary>A step keeps a small value.</summary>
    [JsonStringEnumMemberName("state")]
    State,

    /// <summary>A run ended.</summary>
    [JsonStringEnumMemberName("end")]
    End,

    /// <summary>A run was asked for and did not begin.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}

/// <summary>A value that a step asked the metadata service for. The value itself is never kept.</summary>
/// <param name="Path">The path below <c>/latest/</c>; <c>api/token</c> where the step waited for the service to answer.</param>
/// <param name="After">How long the step had been at work when it asked, in milliseconds.</param>
/// <param name="Milliseconds">How long the answer took; next to nothing where this run had asked before.</param>
/// <param name="Result">found, absent, unreachable, disabled, cancelled or failed.</param>
public sealed record MetadataRequest(string Path, long After, long Milliseconds, string Result);

/// <summary>Which instance this is, as far as it is known.</summary>
/// <param name="InstanceId">The instance id, or null when neither metadata nor the journal tells it.</param>
/// <param name="MachineId">The machine's identity, which needs no metadata.</param>
/// <param name="FromMetadata">Whether metadata confirmed the id in this run; otherwise it is the last known one.</param>
public sealed record InstanceIdentity(string? InstanceId, string MachineId, bool FromMetadata);
