using System.Text.Encodings.Web;
using System.Text.Json;
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
    private static readonly JsonSerializerOptions Text = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The text goes to a file, not into HTML.
        TypeInfoResolver = OutputJson.Printed,
    };

    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Require,
    };

    private static readonly OrderedDictionary<string, JsonTypeInfo> Documents = new(StringComparer.Ordinal)
    {
        ["run"] = OutputJson.Printed.RunDocument,
        ["run-step"] = OutputJson.Printed.RunDocument,
        ["run-task"] = OutputJson.Printed.RunDocument,
        ["repair"] = OutputJson.Printed.RepairDocument,
        ["status"] = OutputJson.Printed.StatusDocument,
        ["timeline"] = TimelineDocuments.Printed.TimelineDocument,
        ["doctor"] = OutputJson.Printed.DiagnosisDocument,
        ["list-volumes"] = VolumeList.Context.VolumeListDocument,
        ["steps"] = OutputJson.Printed.StepListDocument,
        ["validate"] = OutputJson.Printed.ValidationDocument,
        ["config show"] = OutputJson.Printed.ConfigurationDocument,
        ["migrate"] = OutputJson.Printed.MigrationDocument,
        ["userdata parse"] = UserDataJson.Context.DocumentJson,
        ["schedule"] = OutputJson.Printed.WishDocument,
    };

    /// <summary>The verbs that have one.</summary>
    public static IReadOnlyCollection<string> Verbs => Documents.Keys;

    /// <summary>Writes that of a verb: its document, or the one that tells why there is none.</summary>
    public static string Write(string verb) => new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = $"openlaunch {verb} --json",
        ["anyOf"] = new JsonArray(
            Below(Documents[verb].GetJsonSchemaAsNode(Exporter), "#/anyOf/0"),
            OutputJson.Printed.ErrorDocument.GetJsonSchemaAsNode(Exporter)),
    }.ToJsonString(Text) + "\n";

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
