using System.Text.Json;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Schema;

/// <summary>The schema of a .NET type as <see cref="InputBinder"/> reads it.</summary>
internal sealed class TypeSchema(Utf8JsonWriter json)
{
    /// <summary>The classes around the place that is being written: one that holds itself is not followed again.</summary>
    private readonly Stack<Type> around = new();

    /// <summary>The inputs of a step: an object, or the list that may stand for it.</summary>
    public void WriteInputs(Type type, object defaults)
    {
        var whole = new InputShape(type).Properties.FirstOrDefault(property => property.IsWhole);
        if (whole is null)
        {
            WriteObject(type, defaults);
            return;
        }

        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        WriteObject(type, defaults);
        json.WriteEndObject();
        json.WriteStartObject();
        WriteValue(whole, defaults: null);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteObject(Type type, object? defaults)
    {
        if (around.Contains(type))
        {
            json.WriteString("type", "object");
            return;
        }

        around.Push(type);
        defaults ??= Activator.CreateInstance(type);
        var shape = new InputShape(type);
        json.StartClosedObject([.. shape.Properties.Where(property => property.IsRequired).Select(property => property.Key)]);
        foreach (var property in shape.Properties)
            WriteProperty(property, property.Read(defaults!));
        json.WriteEndObject();
        around.Pop();
    }

    private void WriteProperty(InputProperty property, object? standard)
    {
        json.WriteStartObject(property.Key);
        if (ConstraintSchema.Describe(property) is { } description)
            json.WriteString("description", description);
        if (property.MayBeNull && !InputType.IsRaw(property.Type))
            WriteNullable(property, standard);
        else
            WriteValue(property, standard);
        if (standard is not null && !property.IsRequired)
            DefaultSchema.Write(json, standard);
        json.WriteEndObject();
    }

    private void WriteNullable(InputProperty property, object? standard)
    {
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        WriteValue(property, standard);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "null");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteValue(InputProperty property, object? defaults)
    {
        if (!InputType.IsList(property.Type, out var item) || InputType.IsDictionary(property.Type, out _))
        {
            WriteType(property.Type, defaults);
            ConstraintSchema.Write(json, property, ofItems: false);
            return;
        }

        if (!property.MayBeSingle)
        {
            WriteList(property, item);
            return;
        }

        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        WriteItem(property, item);
        json.WriteEndObject();
        json.WriteStartObject();
        WriteList(property, item);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteList(InputProperty property, Type item)
    {
        json.WriteString("type", "array");
        ConstraintSchema.Write(json, property, ofItems: false);
        json.WriteStartObject("items");
        WriteItem(property, item);
        json.WriteEndObject();
    }

    private void WriteItem(InputProperty property, Type item)
    {
        WriteType(item, defaults: null);
        ConstraintSchema.Write(json, property, ofItems: true);
    }

    private void WriteType(Type type, object? defaults)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (InputType.IsRaw(type))
            return;
        if (InputType.IsScalar(type))
            WriteScalar(type);
        else if (InputType.IsDictionary(type, out var value))
            WriteContainer("object", "additionalProperties", value);
        else if (InputType.IsList(type, out var item))
            WriteContainer("array", "items", item);
        else
            WriteObject(type, defaults);
    }

    private void WriteContainer(string type, string key, Type element)
    {
        json.WriteString("type", type);
        json.WriteStartObject(key);
        WriteType(element, defaults: null);
        json.WriteEndObject();
    }

    private void WriteScalar(Type type)
    {
        if (type.IsEnum)
            json.WriteStrings("enum", [.. EnumWords.Of(type).Keys]);
        else if (type == typeof(TimeSpan))
            json.WriteReference("duration");
        else if (type == typeof(DateOnly))
            WriteDay();
        else if (type == typeof(bool))
            json.WriteString("type", "boolean");
        else if (type == typeof(double))
            json.WriteString("type", "number");
        else if (type == typeof(string) || type == typeof(SecretText))
            json.WriteTextType();
        else
            json.WriteString("type", "integer");
        if (type == typeof(SecretText))
            json.WriteBoolean("writeOnly", true);
    }

    private void WriteDay()
    {
        json.WriteString("type", "string");
        json.WriteString("format", "date");
    }
}
