using System.Text.Json;
using System.Text.Json.Serialization;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Replacement;

/// <summary>
/// The file that remembers how Amazon's launch agents stood before they were replaced. It is not the journal: it outlives
/// <c>openlaunch reset</c> and travels with an image, as what it undoes does.
/// </summary>
internal sealed class ReplacedAgentsFile(string stateFolder)
{
    public string FullPath { get; } = Path.Combine(stateFolder, "replaced-agents.json");

    /// <summary>Reads it; nothing is remembered where there is none.</summary>
    /// <exception cref="IOException">It cannot be read, or is damaged.</exception>
    public IReadOnlyList<AgentPartStart> Read()
    {
        if (!File.Exists(FullPath))
            return [];
        try
        {
            var document = JsonSerializer.Deserialize(File.ReadAllBytes(FullPath), ReplacedAgentsJson.Default.ReplacedAgents)
                ?? throw new JsonException("it is empty");
            return document.Schema == 1
                ? [.. document.Replaced.Select(entry => new AgentPartStart(KnownPart(entry), entry.StartType))]
                : throw new JsonException($"its schema is {document.Schema}, not 1");
        }
        catch (JsonException exception)
        {
            throw new IOException(
                $"Cannot read {FullPath}, which says how Amazon's launch agents stood before openlaunch replaced them: "
                + $"{exception.Message} Mend it, or delete it to leave them as they are now.", exception);
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(IReadOnlyList<AgentPartStart> remembered)
    {
        Directory.CreateDirectory(stateFolder);
        var document = new ReplacedAgents(
            1, [.. remembered.Select(part => new ReplacedPart(part.Part.Kind, part.Part.Name, part.Start))]);
        AtomicFile.Write(FullPath, JsonSerializer.SerializeToUtf8Bytes(document, ReplacedAgentsJson.Default.ReplacedAgents));
    }

    /// <summary>Only what we would have disabled is ever set to start.</summary>
    private static AgentPart KnownPart(ReplacedPart entry) =>
        AgentPart.Known.FirstOrDefault(part => part.Kind == entry.Kind && part.Name == entry.Name)
        ?? throw new JsonException($"'{entry.Name}' is no part of Amazon's launch agents.");
}

internal sealed record ReplacedAgents(int Schema, IReadOnlyList<ReplacedPart> Replaced);

internal sealed record ReplacedPart(AgentPartKind Kind, string Name, ServiceStartType StartType);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ReplacedAgents))]
internal sealed partial class ReplacedAgentsJson : JsonSerializerContext;
