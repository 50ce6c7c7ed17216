using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Schema;

/// <summary>Writes the JSON schema of <c>openlaunch.yml</c>, which editors complete and check documents by.</summary>
/// <remarks>
/// The frame of a document is <c>frame.schema.json</c>, which tests hold to what the reader goes by; the steps come from the
/// catalogue and their inputs' classes. Not expressed, and left to <c>openlaunch validate</c>: unique names, bounds of
/// durations, rules across keys.
/// </remarks>
public static class JsonSchemaWriter
{
    private const string Frame = "frame.schema.json";

    private static readonly JsonSerializerOptions Text = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The text goes to a file, not into HTML.
    };

    /// <summary>Writes the schema (draft 2020-12) of documents whose steps are those of a catalogue.</summary>
    /// <param name="catalogue">The steps, custom ones included.</param>
    /// <returns>The same text for the same catalogue, ended by a line feed.</returns>
    public static string Write(StepCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var schema = JsonNode.Parse(EmbeddedResource.Read(typeof(JsonSchemaWriter).Assembly, Frame))!;
        var definitions = schema["$defs"]!.AsObject();
        var entry = definitions["entry"]!;
        var names = entry["properties"]!["step"]!["anyOf"]!.AsArray();
        var choices = entry["allOf"]!.AsArray();
        foreach (var step in catalogue.Definitions)
        {
            // The last is the one of custom steps by their full type names.
            names.Insert(names.Count - 1, new JsonObject
            {
                ["const"] = step.Name, ["title"] = step.Name, ["description"] = step.Description,
            });
            choices.Add((JsonNode)Choice(step));
            definitions[InputsName(step)] = InputsSchema.Of(new InputShape(step.InputsType));
        }

        return schema.ToJsonString(Text) + "\n";
    }

    /// <summary>Ties the inputs to the step that an entry names.</summary>
    private static JsonObject Choice(StepDefinition step)
    {
        var then = new JsonObject();
        if (new InputShape(step.InputsType).Properties.Any(property => property.IsRequired))
            then["required"] = new JsonArray("inputs");
        then["properties"] = new JsonObject
        {
            ["frequency"] = new JsonObject { ["default"] = CamelCase.Of(step.Frequency.ToString()) },
            ["inputs"] = new JsonObject { ["$ref"] = $"#/$defs/{InputsName(step)}" },
        };
        return new()
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { ["step"] = new JsonObject { ["const"] = step.Name } },
                ["required"] = new JsonArray("step"),
            },
            ["then"] = then,
        };
    }

    private static string InputsName(StepDefinition step) => $"{step.Name}Inputs";
}
