using System.Text.Json;
using System.Text.Json.Serialization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Runner.Composition;

/// <summary>What the state folder tells of the starts of this machine, or the copy of it for users who may not read it.</summary>
/// <param name="Wish">At which starts the agent runs; null: nobody has said.</param>
/// <param name="SettledBoot">The latest start at which there was nothing to do.</param>
internal sealed record StartReading(
    RunStatus Run, StartFrequency? Wish, string? WishProblem, string? SettledBoot, IReadOnlyList<string> Warnings)
{
    /// <summary>The copy's name in the log folder, which all users may read.</summary>
    public const string CopyName = "status.json";

    private const int MostBytes = 16 << 20; // 50,000 entries with their reasons

    /// <summary>When the copy was written; null where the state folder itself was read.</summary>
    public DateTimeOffset? Copied { get; init; }

    /// <summary>The wish with what was wrong about it.</summary>
    [JsonIgnore]
    public StartWish Schedule => new(Wish) { Problem = WishProblem };

    /// <summary>Reads the state folder; a user who may not gets the copy.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be read, and there is no copy.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static StartReading Read(StateFolders folders)
    {
        try
        {
            StateFolders.DemandReadable(folders.State);
            return Read(folders.State, RunLock.IsTaken(folders.State));
        }
        catch (UnauthorizedAccessException) when (ReadCopy(folders.Log) is { } copy)
        {
            return copy;
        }
    }

    /// <summary>How this start stands.</summary>
    public StartStatus Start(StateFolders folders, TimeProvider time) =>
        StartStatus.Of(Run, HostHere.Read(folders.State, time), Schedule, SettledBoot);

    /// <summary>Writes the copy. A status that cannot be told stops no boot.</summary>
    /// <param name="isRunning">Whether the caller holds the lock of a run.</param>
    public static void Copy(StateFolders folders, bool isRunning, TimeProvider time) => StepGuard.Try(() =>
    {
        var reading = Read(folders.State, isRunning) with { Copied = time.GetUtcNow() };
        var path = Path.Combine(folders.Log, CopyName);
        var next = path + AtomicFile.NextSuffix;
        AtomicFile.Clear(next);
        // Not flushed: it tells nothing that the journal does not.
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(reading, StartReadingJson.Default.StartReading));
        File.Move(next, path, overwrite: true);
    });

    private static StartReading Read(string stateFolder, bool isRunning)
    {
        var content = JournalContent.Read(Path.Combine(stateFolder, JournalFile.FileName));
        var wish = new StartSchedule(stateFolder).Read();
        return new(
            RunStatus.From(content.Records, isRunning), wish.Starts, wish.Problem, new SettledStart(stateFolder).Read(),
            [.. content.Warnings, .. wish.Problem is { } problem ? new[] { problem } : []]);
    }

    private static StartReading? ReadCopy(string logFolder)
    {
        StartReading? copy = null;
        StepGuard.Try(() =>
        {
            using var file = File.OpenRead(Path.Combine(logFolder, CopyName));
            if (file.Length <= MostBytes)
                copy = JsonSerializer.Deserialize(file, StartReadingJson.Default.StartReading);
        });
        return copy;
    }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StartReading))]
internal sealed partial class StartReadingJson : JsonSerializerContext;
