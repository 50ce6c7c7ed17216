using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Schema;

/// <summary>Values of inputs in JSON, as a document would hold them; no secret.</summary>
internal static class InputValue
{
    private static readonly JsonSerializerOptions Line = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The text goes to a file or a terminal, not into HTML.
    };

    /// <summary>The value on one line, a text without its quotes.</summary>
    public static string? Text(object value, HoldsAttribute? holds) => Of(value, holds)?.ToJsonString(Line).Trim('"');

    /// <returns>Null for what is not told: nothing, a secret, a node of no known form.</returns>
    public static JsonNode? Of(object? value, HoldsAttribute? holds) => value switch
    {
        null or SecretText or YamlNode => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        TimeSpan duration => JsonValue.Create(DurationText.Format(duration)),
        DateOnly day => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Enum word => JsonValue.Create(EnumWords.Of(word.GetType(), holds).First(pair => pair.Value.Equals(word)).Key),
        IDictionary map => OfMap(map, holds),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(item => Of(item, holds))]),
        _ => OfObject(value, InputShape.Of(value.GetType(), holds)),
    };

    private static JsonObject OfMap(IDictionary map, HoldsAttribute? holds)
    {
        var values = new JsonObject();
        foreach (DictionaryEntry entry in map)
            values[(string)entry.Key] = Of(entry.Value, holds);
        return values;
    }

    private static JsonObject OfObject(object value, InputShape shape)
    {
        var values = new JsonObject();
        foreach (var property in shape.Properties)
        {
            if (Of(property.Read(value), property.Holds) is { } told)
                values[property.Key] = told;
        }

        return values;
    }
}
