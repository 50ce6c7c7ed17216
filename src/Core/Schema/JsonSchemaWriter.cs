using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Schema;

/// <summary>Writes the JSON schema of <c>openlaunch.yml</c>, which editors complete and check documents by.</summary>
/// <remarks>
/// Made from what the reader goes by, the catalogue and the inputs' attributes, so it cannot tell another story.
/// Not expressed, and left to <c>openlaunch validate</c>: unique names, bounds of durations, rules across keys.
/// </remarks>
public static class JsonSchemaWriter
{
    /// <summary>Writes the schema (draft 2020-12) of documents whose steps are those of a catalogue.</summary>
    /// <param name="catalogue">The steps, custom ones included.</param>
    /// <returns>The same text for the same catalogue, ended by a line feed.</returns>
    public static string Write(StepCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
            WriteDocument(json, catalogue);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static JsonWriterOptions Options => new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The text goes to a file, not into HTML.
    };

    private static void WriteDocument(Utf8JsonWriter json, StepCatalogue catalogue)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("title", "OpenLaunch configuration");
        FrameSchema.WriteRoot(json);
        json.WriteStartObject("$defs");
        FrameSchema.WriteDefinitions(json);
        StepSchema.WriteEntry(json, catalogue);
        foreach (var definition in catalogue.Definitions)
            StepSchema.WriteInputs(json, definition);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
