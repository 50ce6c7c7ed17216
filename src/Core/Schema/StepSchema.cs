using System.Text.Json;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Schema;

/// <summary>The schema of an entry, whose inputs depend on the step that it names.</summary>
internal static class StepSchema
{
    public static void WriteEntry(Utf8JsonWriter json, StepCatalogue catalogue)
    {
        json.WriteStartObject("entry");
        json.StartClosedObject("step");
        WriteStepNames(json, catalogue);
        json.StartProperty("name", "The entry's unique key; the step's name unless given");
        json.WriteTextType();
        json.WriteString("pattern", "^[^, ]([^,]{0,98}[^, ])?$");
        json.WriteEndObject();
        json.WriteFlag("enabled", "Whether the entry runs at all", standard: true);
        json.WriteWords("frequency", "How often it runs; the step's own unless given",
            [.. EnumWords.Of(typeof(StepFrequency)).Keys], standard: null);
        ConditionsSchema.WritePolicy(json, standard: null);
        json.WriteReferenceTo("when", "The conditions under which it runs; all must hold", "conditions");
        json.StartProperty("inputs", "What the step takes");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("allOf");
        foreach (var definition in catalogue.Definitions)
            WriteChoice(json, definition);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteInputs(Utf8JsonWriter json, StepDefinition definition)
    {
        json.WriteStartObject(InputsName(definition));
        new TypeSchema(json).WriteInputs(definition.InputsType, definition.CreateInputs());
        json.WriteEndObject();
    }

    private static void WriteStepNames(Utf8JsonWriter json, StepCatalogue catalogue)
    {
        json.StartProperty("step", "The step's name in the catalogue, or the full type name of a custom step");
        json.WriteStartArray("anyOf");
        foreach (var definition in catalogue.Definitions)
        {
            json.WriteStartObject();
            json.WriteString("const", definition.Name);
            json.WriteString("description", definition.Description);
            json.WriteEndObject();
        }

        json.WriteStartObject();
        json.WriteString("type", "string");
        json.WriteString("pattern", "\\.");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, StepDefinition definition)
    {
        json.WriteStartObject();
        json.WriteStartObject("if");
        json.WriteStartObject("properties");
        json.WriteStartObject("step");
        json.WriteString("const", definition.Name);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStrings("required", ["step"]);
        json.WriteEndObject();
        json.WriteStartObject("then");
        if (new InputShape(definition.InputsType).Properties.Any(property => property.IsRequired))
            json.WriteStrings("required", ["inputs"]);
        json.WriteStartObject("properties");
        json.WriteStartObject("frequency");
        json.WriteString("default", CamelCase.Of(definition.Frequency.ToString()));
        json.WriteEndObject();
        json.WriteStartObject("inputs");
        json.WriteReference(InputsName(definition));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string InputsName(StepDefinition definition) => $"{definition.Name}Inputs";
}
