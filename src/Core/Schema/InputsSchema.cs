using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Schema;

/// <summary>
/// The inputs of a step in JSON: the platform's schema of their class, told as <see cref="InputBinder"/> reads it.
/// </summary>
internal static class InputsSchema
{
    /// <summary>Writes values as a document would hold them; no secret.</summary>
    public static JsonSerializerOptions Values { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The text goes to a file or a terminal, not into HTML.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameAsTheBinder } },
        Converters = { new ScalarConverter() },
    };

    private static readonly JsonSchemaExporterOptions Exporter = new() { TransformSchemaNode = Describe };

    /// <summary>The schema of a step's inputs: an object, or the list that may stand for it.</summary>
    public static JsonObject Of(Type type)
    {
        var schema = (JsonObject)Values.GetJsonSchemaAsNode(type, Exporter);
        if (new InputShape(type).Properties.FirstOrDefault(property => property.IsWhole) is not { } whole)
            return schema;
        var list = (JsonObject)schema["properties"]![whole.Key]!.DeepClone();
        list.Remove("description");
        list.Remove("default");
        return AnyOf(schema, list);
    }

    private static void NameAsTheBinder(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            var member = type.Properties[index];
            if (member.AttributeProvider is not PropertyInfo { SetMethod.IsPublic: true } property)
            {
                type.Properties.RemoveAt(index);
                continue;
            }

            var input = new InputProperty(property);
            (member.Name, member.IsRequired) = (input.Key, input.IsRequired);
            member.ShouldSerialize = static (_, value) => value is not (null or SecretText or YamlNode);
        }
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var schema = ValueOf(type, node);
        if (context.TypeInfo.Kind != JsonTypeInfoKind.Object || schema["properties"] is not JsonObject properties)
            return schema;
        var defaults = Activator.CreateInstance(type)!;
        foreach (var property in new InputShape(type).Properties)
        {
            var value = properties[property.Key]!.DeepClone().AsObject();
            properties[property.Key] = Describe(property, value, property.Read(defaults));
        }

        return schema;
    }

    private static JsonObject Describe(InputProperty property, JsonObject schema, object? standard)
    {
        ConstraintSchema.Add(schema, property);
        if (property.MayBeSingle)
            schema = AnyOf((JsonObject)schema["items"]!.DeepClone(), schema);
        if (property.MayBeNull && !InputType.IsRaw(property.Type))
            schema = AnyOf(schema, new() { ["type"] = "null" });
        if (ConstraintSchema.Describe(property) is { } description)
            schema.Insert(0, "description", description);
        if (!property.IsRequired && standard is not (null or SecretText or YamlNode))
            schema["default"] = JsonSerializer.SerializeToNode(standard, Values);
        return schema;
    }

    private static JsonObject ValueOf(Type type, JsonNode node)
    {
        if (InputType.IsRaw(type))
            return [];
        if (type.IsEnum)
            return new() { ["enum"] = new JsonArray([.. EnumWords.Of(type).Keys.Select(word => JsonValue.Create(word))]) };
        if (type == typeof(TimeSpan))
            return new() { ["$ref"] = "#/$defs/duration" };
        // Numbers too: YAML takes 20348 for one, and the reader keeps its text.
        if (type == typeof(string) || type == typeof(SecretText))
        {
            var text = new JsonObject { ["type"] = new JsonArray("string", "number") };
            if (type == typeof(SecretText))
                text["writeOnly"] = true;
            return text;
        }

        var schema = (JsonObject)node;
        if (schema.ContainsKey("$ref")) // A class that holds itself is not followed again.
            return new() { ["type"] = "object" };
        if (schema["type"] is JsonArray types)
            schema["type"] = types[0]!.DeepClone(); // The second is null, which is for the property to say.
        if (schema["additionalProperties"] is JsonValue && !schema.ContainsKey("properties"))
            schema["properties"] = new JsonObject();
        return schema;
    }

    private static JsonObject AnyOf(JsonObject first, JsonObject second) => new() { ["anyOf"] = new JsonArray(first, second) };

    /// <summary>What the binder reads from one text.</summary>
    private sealed class ScalarConverter : JsonConverter<object>
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsEnum || typeToConvert == typeof(TimeSpan) || typeToConvert == typeof(SecretText)
            || InputType.IsRaw(typeToConvert);

        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Inputs are read from documents.");

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => writer.WriteStringValue(
            value switch
            {
                TimeSpan duration => DurationText.Format(duration),
                Enum word => EnumWords.Of(word.GetType()).First(pair => pair.Value.Equals(word)).Key,
                _ => null, // A secret, or a node of no known form.
            });
    }
}
