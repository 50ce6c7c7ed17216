using System.Collections;
using System.Globalization;
using System.Text.Json;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Schema;

/// <summary>Default values as a document would hold them.</summary>
internal static class DefaultSchema
{
    /// <summary>Writes <c>default</c>; nothing for a secret and for a node.</summary>
    public static void Write(Utf8JsonWriter json, object value)
    {
        if (value is SecretText or YamlNode)
            return;
        json.WritePropertyName("default");
        WriteValue(json, value);
    }

    /// <summary>Writes a value; what a type has no word for, secrets included, as null.</summary>
    public static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null or SecretText or YamlNode:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case TimeSpan duration:
                json.WriteStringValue(DurationText.Format(duration));
                break;
            case DateOnly day:
                json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case Enum word:
                json.WriteStringValue(EnumWords.Of(word.GetType()).First(pair => pair.Value.Equals(word)).Key);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case IDictionary entries:
                WriteEntries(json, entries);
                break;
            case IEnumerable items:
                WriteItems(json, items);
                break;
            default:
                WriteObject(json, value);
                break;
        }
    }

    private static void WriteItems(Utf8JsonWriter json, IEnumerable items)
    {
        json.WriteStartArray();
        foreach (var item in items)
            WriteValue(json, item);
        json.WriteEndArray();
    }

    private static void WriteEntries(Utf8JsonWriter json, IDictionary entries)
    {
        json.WriteStartObject();
        foreach (DictionaryEntry entry in entries)
        {
            json.WritePropertyName((string)entry.Key);
            WriteValue(json, entry.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, object value)
    {
        json.WriteStartObject();
        foreach (var property in new InputShape(value.GetType()).Properties)
        {
            if (property.Read(value) is not { } inner || inner is SecretText or YamlNode)
                continue;
            json.WritePropertyName(property.Key);
            WriteValue(json, inner);
        }

        json.WriteEndObject();
    }
}
