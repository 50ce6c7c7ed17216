using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>Writes a document as the one JSON object that <c>openlaunch userdata parse --json</c> prints.</summary>
internal static partial class UserDataJson
{
    // It goes to a terminal or a pipe, never into HTML: only what JSON itself demands is escaped.
    public static UserDataJsonContext Context { get; } = new(new JsonSerializerOptions(UserDataJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The document as JSON text on one line.</summary>
    public static string Write(UserDataDocument document) =>
        JsonSerializer.Serialize(
            new DocumentJson(
                Schema: 1,
                FormatName(document.Format),
                document.Version,
                document.Persist,
                document.Detach,
                document.RunAsLocalSystem,
                document.Arguments,
                [.. document.Tasks.Select(task => Task(task, document))],
                [.. document.Problems.Select(problem => new ProblemJson(
                    CamelCase.Of(problem.Severity.ToString()), problem.Line, problem.Message))]),
            Context.DocumentJson);

    private static string FormatName(UserDataFormat format) => format switch
    {
        UserDataFormat.None => "none",
        UserDataFormat.Xml => "xml",
        UserDataFormat.Yaml => "yaml",
        UserDataFormat.Mime => "mime",
        UserDataFormat.CloudConfig => "cloudConfig",
        UserDataFormat.Script => "script",
        UserDataFormat.Include => "include",
        _ => "unrecognized",
    };

    /// <summary>A script has its keys beside the task's name, not below inputs; each script of a list is a task.</summary>
    private static TaskJson Task(ConfiguredTask task, UserDataDocument document) =>
        task is not { StepName: var step, Inputs: ExecuteScriptInputs { Scripts: [var script] } } || step != task.Name
            ? new TaskJson(task.Name) { Inputs = Node(task.Written) }
            : new TaskJson(task.Name)
            {
                Type = script.Type == ScriptLanguage.Batch ? "batch" : "powershell",
                RunAs = script.RunAs == ScriptAccount.LocalSystem ? "localSystem" : "admin",
                Frequency = script.Frequency == ScriptFrequency.Always ? "always" : "once",
                Content = script.Content,
                Check = script.Check,
                Arguments = script.Arguments is [var only] && only == document.Arguments ? null : script.Arguments,
                Detach = script.Detach == document.Detach ? null : script.Detach,
                Timeout = script.Timeout is { } timeout ? DurationText.Format(timeout) : null,
            };

    private static JsonNode? Node(YamlNode? input) => input switch
    {
        MapNode map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Node(entry.Value)))),
        ListNode list => new JsonArray([.. list.Items.Select(Node)]),
        ScalarNode { IsNull: false } scalar => Scalar(scalar),
        _ => null,
    };

    private static JsonNode Scalar(ScalarNode scalar) =>
        scalar.AsBoolean is { } truth ? JsonValue.Create(truth)
        : !scalar.IsQuoted && JsonNumber.IsMatch(scalar.Text) ? JsonNode.Parse(scalar.Text)!
        : JsonValue.Create(scalar.Text);

    // A number as JSON writes it. Others stay text: 0644, 0x1F and .inf mean something else, or nothing, elsewhere.
    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z")]
    private static partial Regex JsonNumber { get; }
}

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

    /// <summary>Only where the script has one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Check { get; init; }

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
