using System.Text.Json.Nodes;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Schema;

/// <summary>The inputs of a step as JSON schema, told as <see cref="InputBinder"/> reads them.</summary>
internal static class InputsSchema
{
    /// <summary>The schema of a step's inputs: an object, or the list that may stand for it.</summary>
    public static JsonObject Of(InputShape shape)
    {
        var schema = OfMap(shape, []);
        if (shape.Properties.FirstOrDefault(property => property.IsWhole) is not { } whole)
            return schema;
        var list = (JsonObject)schema["properties"]![whole.Key]!.DeepClone();
        list.Remove("description");
        list.Remove("default");
        return AnyOf(schema, list);
    }

    /// <param name="around">The classes that this one is nested in; none is followed again.</param>
    private static JsonObject OfMap(InputShape shape, Stack<Type> around)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        var defaults = shape.New();
        around.Push(shape.Type);
        foreach (var property in shape.Properties)
        {
            properties[property.Key] = Describe(
                property, OfValue(property.Type, property.Holds, around), property.Read(defaults));
            if (property.IsRequired)
                required.Add((JsonNode)property.Key);
        }

        around.Pop();
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
            schema["required"] = required;
        schema["additionalProperties"] = false;
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
        if (!property.IsRequired && InputValue.Of(standard, property.Holds) is { } value)
            schema["default"] = value;
        return schema;
    }

    private static JsonObject OfValue(Type type, HoldsAttribute? holds, Stack<Type> around)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (InputType.IsRaw(type))
            return [];
        if (type.IsEnum)
            return new() { ["enum"] = new JsonArray([.. EnumWords.Of(type, holds).Keys.Select(word => JsonValue.Create(word))]) };
        if (InputType.IsScalar(type))
            return OfScalar(type);
        if (InputType.IsDictionary(type, out var value))
            return new() { ["type"] = "object", ["additionalProperties"] = OfValue(value, holds, around) };
        if (InputType.IsList(type, out var item))
            return new() { ["type"] = "array", ["items"] = OfValue(item, holds, around) };
        return around.Contains(type) ? new() { ["type"] = "object" } : OfMap(InputShape.Of(type, holds), around);
    }

    private static JsonObject OfScalar(Type type)
    {
        if (type == typeof(TimeSpan))
            return new() { ["$ref"] = "#/$defs/duration" };
        if (type == typeof(DateOnly))
            return new() { ["type"] = "string", ["format"] = "date" };
        if (type != typeof(string) && type != typeof(SecretText))
            return new() { ["type"] = type == typeof(bool) ? "boolean" : type == typeof(double) ? "number" : "integer" };
        // Numbers too: YAML takes 20348 for one, and the reader keeps its text.
        var text = new JsonObject { ["type"] = new JsonArray("string", "number") };
        if (type != typeof(SecretText))
            return text;
        var secret = AnyOf(text, new() { ["$ref"] = "#/$defs/secretReference" });
        secret["writeOnly"] = true;
        return secret;
    }

    private static JsonObject AnyOf(JsonObject first, JsonObject second) => new() { ["anyOf"] = new JsonArray(first, second) };
}
