using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using OpenLaunch.Runner.Output;
using OpenLaunch.Runner.Timeline;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Runner.Commands;

/// <summary>The JSON schemas of what verbs print with <c>--json</c>, made from the documents that they write.</summary>
internal static class OutputSchema
{
    // Each verb's own documents are made when its schema is asked for: all of them take a sixth of what a short verb takes.
    private static readonly OrderedDictionary<string, Func<JsonTypeInfo>> Documents = new(StringComparer.Ordinal)
    {
        ["run"] = () => OutputJson.Printed.RunDocument,
        ["run-step"] = () => OutputJson.Printed.RunDocument,
        ["run-task"] = () => OutputJson.Printed.RunDocument,
        ["repair"] = () => OutputJson.Printed.RepairDocument,
        ["status"] = () => OutputJson.Printed.StatusDocument,
        ["timeline"] = () => TimelineDocuments.Printed.TimelineDocument,
        ["doctor"] = () => OutputJson.Printed.DiagnosisDocument,
        ["list-volumes"] = () => VolumeList.Context.VolumeListDocument,
        ["steps"] = () => OutputJson.Printed.StepListDocument,
        ["validate"] = () => OutputJson.Printed.ValidationDocument,
        ["config show"] = () => OutputJson.Printed.ConfigurationDocument,
        ["migrate"] = () => OutputJson.Printed.MigrationDocument,
        ["userdata parse"] = () => UserDataJson.Context.DocumentJson,
        ["schedule"] = () => OutputJson.Printed.WishDocument,
    };

    /// <summary>The verbs that have one.</summary>
    public static IReadOnlyCollection<string> Verbs => Documents.Keys;

    /// <summary>Writes that of a verb: its document, or the one that tells why there is none.</summary>
    public static string Write(string verb)
    {
        var exporter = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Require };
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"openlaunch {verb} --json",
            ["anyOf"] = new JsonArray(
                Below(Documents[verb]().GetJsonSchemaAsNode(exporter), "#/anyOf/0"),
                OutputJson.Printed.ErrorDocument.GetJsonSchemaAsNode(exporter)),
        };
        return schema.ToJsonString(new()
        {
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The text goes to a file, not into HTML.
            TypeInfoResolver = OutputJson.Printed,
        }) + "\n";
    }

    /// <summary>A schema that stands at another place than the root, to which what it refers to itself by leads.</summary>
    private static JsonNode Below(JsonNode schema, string place)
    {
        foreach (var child in schema switch
        {
            JsonObject map => map.Select(entry => entry.Value).ToList(),
            JsonArray list => [.. list],
            _ => [],
        })
        {
            if (child is JsonObject or JsonArray)
                Below(child, place);
        }

        if (schema is JsonObject own && own["$ref"] is JsonValue reference)
            own["$ref"] = place + reference.GetValue<string>()[1..];
        return schema;
    }

    /// <summary>What is always there is required; what a later version adds is no fault.</summary>
    private static JsonNode Require(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is JsonObject schema && schema.ContainsKey("properties"))
        {
            schema["required"] = new JsonArray(
                [.. context.TypeInfo.Properties.Where(property => property.ShouldSerialize is null)
                    .Select(property => JsonValue.Create(property.Name))]);
        }

        return node;
    }
}
