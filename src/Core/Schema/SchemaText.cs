using System.Text.Json;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Schema;

/// <summary>The phrases of JSON schema that come again and again.</summary>
internal static class SchemaText
{
    /// <summary>Starts an object that allows only its properties, and starts those.</summary>
    public static void StartClosedObject(this Utf8JsonWriter json, params ReadOnlySpan<string> required)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStrings("required", required);
        json.WriteStartObject("properties");
    }

    /// <summary>Writes a list of texts; nothing when it is empty.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string key, ReadOnlySpan<string> values)
    {
        if (values.IsEmpty)
            return;
        json.WriteStartArray(key);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>Starts a property and tells what it is.</summary>
    public static void StartProperty(this Utf8JsonWriter json, string key, string description)
    {
        json.WriteStartObject(key);
        json.WriteString("description", description);
    }

    /// <summary>A reference to one of the definitions.</summary>
    public static void WriteReference(this Utf8JsonWriter json, string definition) =>
        json.WriteString("$ref", $"#/$defs/{definition}");

    /// <summary>A text. Numbers too: YAML takes <c>20348</c> for one, and the reader keeps its text.</summary>
    public static void WriteTextType(this Utf8JsonWriter json, bool orNull = false) =>
        json.WriteStrings("type", orNull ? ["string", "number", "null"] : ["string", "number"]);

    /// <summary>A duration with its default and the bounds in its description.</summary>
    public static void WriteDuration(
        this Utf8JsonWriter json, string key, string description, TimeSpan least, TimeSpan most, TimeSpan? standard)
    {
        json.StartProperty(key, $"{description}; {DurationText.Format(least)} to {DurationText.Format(most)}");
        json.WriteReference("duration");
        if (standard is { } value)
            json.WriteString("default", DurationText.Format(value));
        json.WriteEndObject();
    }

    /// <summary>A property that is one of some words.</summary>
    public static void WriteWords(
        this Utf8JsonWriter json, string key, string description, ReadOnlySpan<string> words, string? standard)
    {
        json.StartProperty(key, description);
        json.WriteStrings("enum", words);
        if (standard is not null)
            json.WriteString("default", standard);
        json.WriteEndObject();
    }

    /// <summary>A property that is true or false.</summary>
    public static void WriteFlag(this Utf8JsonWriter json, string key, string description, bool? standard)
    {
        json.StartProperty(key, description);
        json.WriteString("type", "boolean");
        if (standard is { } value)
            json.WriteBoolean("default", value);
        json.WriteEndObject();
    }

    /// <summary>A property that another definition describes.</summary>
    public static void WriteReferenceTo(this Utf8JsonWriter json, string key, string description, string definition)
    {
        json.StartProperty(key, description);
        json.WriteReference(definition);
        json.WriteEndObject();
    }
}
