using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace OpenLaunch.Steps.UserData.Parsing.Json;

/// <summary>The JSON form of a document. Its keys are a contract; new ones may come, none may go.</summary>
internal sealed record DocumentJson(
    int Schema, string Format, string? Version, bool Persist, bool Detach, bool RunAsLocalSystem, string? Arguments,
    IReadOnlyList<TaskJson> Tasks, IReadOnlyList<ProblemJson> Problems);

internal sealed record TaskJson(string Task)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RunAs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Frequency { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; init; }

    /// <summary>Only where the document's own key does not say it already.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>Only where the document's own key does not say it already.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Detach { get; init; }

    /// <summary>Only where the task has a limit of its own: <c>30m</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Timeout { get; init; }

    /// <summary>The inputs of a task that is not a script.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? Inputs { get; init; }
}

internal sealed record ProblemJson(string Severity, int Line, string Message);

// The depth leaves room for inputs as deep as the YAML reader lets them be.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 128)]
[JsonSerializable(typeof(DocumentJson))]
internal sealed partial class UserDataJsonContext : JsonSerializerContext;
