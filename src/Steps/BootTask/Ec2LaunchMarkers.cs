using System.Text.Json;
using System.Text.Json.Serialization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.BootTask;

/// <summary>
/// The files by which others see how far EC2Launch v2 is: <c>.run-once</c> once an instance is set up, which whoever has lost the
/// password deletes, and <c>previous-state.json</c>. Kept where <c>install --shims</c> said so, in a file of the state folder.
/// </summary>
internal sealed class Ec2LaunchMarkers(string stateFolder)
{
    /// <summary>The file of the state folder that names the folder of the markers.</summary>
    public const string FileName = "ec2launch-markers.json";

    private const string StateName = "previous-state.json";

    private string RecordPath => Path.Combine(stateFolder, FileName);

    /// <summary>Whether they are kept at all.</summary>
    public bool AreKept => File.Exists(RecordPath);

    /// <summary>Keeps the markers in a folder from now on.</summary>
    /// <exception cref="IOException">The state folder cannot be written.</exception>
    public void KeepIn(string folder)
    {
        if (Read()?.Folder != folder)
            Save(new(1, folder, IsWritten: false));
    }

    /// <summary>Removes the markers, and keeps none any more.</summary>
    public void Forget()
    {
        Remove();
        File.Delete(RecordPath);
    }

    /// <summary>The marker that was there at the end of a run and that somebody deleted since; null: none.</summary>
    /// <exception cref="IOException">The file of the state folder cannot be read.</exception>
    public string? FindDeleted() =>
        Read() is { IsWritten: true, Folder: var folder } && PathIn(folder) is var path && Directory.Exists(folder)
        && !File.Exists(path) ? path : null;

    /// <summary>Writes both when a plan has ended.</summary>
    /// <exception cref="IOException">They cannot be written. One that is not on record is never taken for deleted.</exception>
    public void Write(IReadOnlyList<StepResult> steps)
    {
        if (Read() is not { Folder: var folder } record || !Directory.Exists(folder))
            return;
        AtomicFile.Write(Path.Combine(folder, StateName), JsonSerializer.SerializeToUtf8Bytes(
            new(1, StagesOf(steps)), Ec2LaunchMarkersJson.Default.PreviousState));
        AtomicFile.Write(PathIn(folder), []);
        if (!record.IsWritten)
            Save(record with { IsWritten = true });
    }

    /// <summary>Removes both, as EC2Launch v2's reset does.</summary>
    public void Remove()
    {
        if (Read() is not { Folder: var folder } record)
            return;
        Save(record with { IsWritten = false }); // first, or their absence would look like somebody's doing
        File.Delete(PathIn(folder));
        File.Delete(Path.Combine(folder, StateName));
    }

    /// <summary>How the stages of EC2Launch v2 went, told by where in the plan each step stood.</summary>
    private static List<StageState> StagesOf(IReadOnlyList<StepResult> steps)
    {
        var (states, stage) = (new List<StageState>(), "boot");
        foreach (var step in steps)
        {
            var name = step.Entry.Definition.Name;
            stage = (stage, name) switch
            {
                (_, "runUserData") => "postReadyUserData",
                ("boot", "addRoutes") => "network",
                ("network", not ("addRoutes" or "waitForMetadata")) => "preReady",
                ("postReadyUserData", _) => "postReadyLocalData",
                _ => stage,
            };
            var index = states.FindIndex(state => state.Stage == stage);
            var isFailed = step.Outcome is StepOutcome.FailedOutcome;
            if (index < 0)
                states.Add(new(stage, isFailed ? "failed" : "success"));
            else if (isFailed)
                states[index] = new(stage, "failed");
            if (name == "announceReady")
                stage = "postReadyLocalData";
        }

        return states;
    }

    private static string PathIn(string folder) => Path.Combine(folder, RunOnceMarker.FileName);

    private MarkersRecord? Read()
    {
        if (!File.Exists(RecordPath))
            return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(RecordPath), Ec2LaunchMarkersJson.Default.MarkersRecord);
        }
        catch (JsonException exception)
        {
            throw new IOException($"{RecordPath} cannot be read: {exception.Message} Delete it, and install again.", exception);
        }
    }

    private void Save(MarkersRecord record)
    {
        Directory.CreateDirectory(stateFolder);
        AtomicFile.Write(RecordPath, JsonSerializer.SerializeToUtf8Bytes(record, Ec2LaunchMarkersJson.Default.MarkersRecord));
    }
}

internal sealed record MarkersRecord(int Schema, string Folder, bool IsWritten);

internal sealed record PreviousState(int Schema, IReadOnlyList<StageState> Stages);

internal sealed record StageState(string Stage, string Status);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MarkersRecord))]
[JsonSerializable(typeof(PreviousState))]
internal sealed partial class Ec2LaunchMarkersJson : JsonSerializerContext;
