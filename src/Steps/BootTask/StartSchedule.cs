using System.Text.Json;
using System.Text.Json.Serialization;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.BootTask;

/// <summary>
/// What is wished for the next starts of Windows, in a file of the state folder. It is the operator's: neither a run, nor its
/// last step, nor <c>openlaunch reset</c> changes it, and it travels with an image.
/// </summary>
/// <param name="stateFolder">The state folder; it need not exist.</param>
internal sealed class StartSchedule(string stateFolder)
{
    public const string FileName = "schedule.json";

    private const int MostBytes = 1 << 16;

    /// <summary>What counts where there is no file; null: nobody has said.</summary>
    public StartFrequency? ByDefault { get; init; }

    public string FullPath { get; } = Path.Combine(stateFolder, FileName);

    /// <summary>Reads what is wished; never throws, since a start has to go on.</summary>
    public StartWish Read()
    {
        try
        {
            return File.Exists(FullPath) ? Parse() : new(ByDefault);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Per instance neither repeats what is done nor leaves a new instance, or stale routes, as they are.
            return new(StartFrequency.PerInstance)
            {
                Problem = $"{FullPath}, which says at which starts openlaunch runs, cannot be read ({exception.Message}) "
                    + "and is taken for per instance. 'openlaunch schedule --per-instance', or another wish, writes it anew.",
            };
        }
    }

    /// <summary>Lets a run decide by the wish while nobody changes it, or what fits it.</summary>
    /// <exception cref="IOException">Another openlaunch changes it, and does not end.</exception>
    public Task<SettingsLock> TakeTurnAsync(Action<string> tell, TimeProvider time, CancellationToken cancellationToken) =>
        SettingsLock.TakeAsync(stateFolder, tell, time, cancellationToken, isOptional: true);

    /// <summary>Writes what is wished, whole. The steps of each start stay, unless there is to be none.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(StartFrequency starts) => Write(starts, starts == StartFrequency.Never ? [] : Read().Steps);

    /// <summary>Adds a step to those of each start; one that stands there already gets these inputs.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Add(ScheduledStep step)
    {
        var wish = Read();
        Write(StartsWith(wish), [.. wish.Steps.Where(other => other.Step != step.Step), step]);
    }

    /// <summary>The starts at which a step of each start needs the agent.</summary>
    public static StartFrequency StartsWith(StartWish wish) =>
        wish.Starts == StartFrequency.PerBoot ? StartFrequency.PerBoot : StartFrequency.PerInstance;

    private void Write(StartFrequency starts, IReadOnlyList<ScheduledStep> steps)
    {
        Directory.CreateDirectory(stateFolder);
        var document = new ScheduleDocument(1, starts) { Steps = steps.Count == 0 ? null : steps };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, StartScheduleJson.Default.ScheduleDocument);
        if (bytes.Length > MostBytes)
        {
            throw new IOException(
                $"{FullPath} would have {bytes.Length} bytes, and at most {MostBytes} are read. Give shorter inputs.");
        }

        AtomicFile.Write(FullPath, bytes);
    }

    private StartWish Parse()
    {
        using var file = File.OpenRead(FullPath);
        if (file.Length > MostBytes)
            throw new JsonException($"it is larger than {MostBytes} bytes");
        var document = JsonSerializer.Deserialize(file, StartScheduleJson.Default.ScheduleDocument)
            ?? throw new JsonException("it is empty");
        if (document.Schema != 1)
            throw new JsonException($"its schema is {document.Schema}, not 1");
        return Enum.IsDefined(document.Starts)
            ? new(document.Starts) { Steps = document.Steps ?? [] }
            : throw new JsonException($"{document.Starts} is none of the four");
    }
}

/// <summary>What is wished for the next starts.</summary>
/// <param name="Starts">At which starts the agent runs, and what of its plan; null: nobody has said.</param>
internal sealed record StartWish(StartFrequency? Starts)
{
    /// <summary>Why the wish could not be read, and what is done about it.</summary>
    public string? Problem { get; init; }

    /// <summary>Steps that run at each start beside what the plan has for it.</summary>
    public IReadOnlyList<ScheduledStep> Steps { get; init; } = [];

    /// <summary>In words, for people.</summary>
    public string InWords => Starts is { } starts ? Words(starts) : "not set";

    /// <summary>Whether the boot task stays enabled whatever the plan says.</summary>
    public bool KeepsBootTask => Starts is StartFrequency.PerInstance or StartFrequency.PerBoot;

    /// <summary>A frequency in words.</summary>
    public static string Words(StartFrequency starts) => starts switch
    {
        StartFrequency.PerInstance => "per instance",
        StartFrequency.PerBoot => "per boot",
        _ => starts.ToString().ToLowerInvariant(),
    };
}

/// <summary>At which starts of Windows the agent runs, and what of its plan.</summary>
internal enum StartFrequency
{
    /// <summary>At none.</summary>
    [JsonStringEnumMemberName("never")]
    Never,

    /// <summary>At the next one: the whole plan, whose last step disables the boot task.</summary>
    [JsonStringEnumMemberName("once")]
    Once,

    /// <summary>At each: the whole plan on a new instance; else what the network needs, and what asks to run always.</summary>
    [JsonStringEnumMemberName("perInstance")]
    PerInstance,

    /// <summary>At each: the whole plan, each entry by its frequency.</summary>
    [JsonStringEnumMemberName("perBoot")]
    PerBoot,
}

/// <summary>A step that runs at each start.</summary>
/// <param name="Inputs">Its inputs, each as <c>key=value</c>.</param>
internal sealed record ScheduledStep(string Step, IReadOnlyList<string> Inputs);

internal sealed record ScheduleDocument(int Schema, StartFrequency Starts)
{
    public IReadOnlyList<ScheduledStep>? Steps { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScheduleDocument))]
internal sealed partial class StartScheduleJson : JsonSerializerContext;
