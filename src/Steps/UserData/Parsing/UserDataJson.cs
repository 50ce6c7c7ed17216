using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing.Json;

namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>Writes a document as the one JSON object that <c>openlaunch userdata parse --json</c> prints.</summary>
public static partial class UserDataJson
{
    // It goes to a terminal or a pipe, never into HTML: only what JSON itself demands is escaped.
    private static readonly UserDataJsonContext Context = new(new JsonSerializerOptions(UserDataJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The document as JSON text on one line.</summary>
    /// <param name="document">The document.</param>
    public static string Write(UserDataDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return JsonSerializer.Serialize(
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
                    problem.Severity == UserDataSeverity.Error ? "error" : "warning", problem.Line, problem.Message))]),
            Context.DocumentJson);
    }

    private static string FormatName(UserDataFormat format) => format switch
    {
        UserDataFormat.None => "none",
        UserDataFormat.Xml => "xml",
        UserDataFormat.Yaml => "yaml",
        UserDataFormat.Mime => "mime",
        UserDataFormat.CloudConfig => "cloudConfig",
        UserDataFormat.Script => "script",
        _ => "unrecognized",
    };

    private static TaskJson Task(UserDataTask task, UserDataDocument document) => task switch
    {
        ExecuteScriptTask script => new TaskJson(script.Name)
        {
            Type = script.Type == ScriptLanguage.Batch ? "batch" : "powershell",
            RunAs = script.RunAs == ScriptAccount.LocalSystem ? "localSystem" : "admin",
            Frequency = script.Frequency == ScriptFrequency.Always ? "always" : "once",
            Content = script.Content,
            Arguments = script.Arguments is [var only] && only == document.Arguments ? null : script.Arguments,
            Detach = script.Detach == document.Detach ? null : script.Detach,
            Timeout = script.Timeout is { } timeout ? DurationText.Format(timeout) : null,
        },
        ConfiguredTask configured => new TaskJson(configured.Name) { Inputs = Node(configured.Inputs) },
        _ => new TaskJson(task.Name),
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
