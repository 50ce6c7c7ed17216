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
    public static JsonNode? Of(object? value, HoldsAttribute? holds) => new Writer(Mask: null).Of(value, holds);

    /// <summary>The value of one input for people to look at: what is or may be a secret is stars.</summary>
    public static string Masked(object? value, InputProperty property) =>
        new Writer(Mask: "***").Of(value, property)?.ToJsonString(Line).Trim('"') ?? "none";

    /// <param name="Mask">
    /// What stands in place of a secret, and of a text that may hold one; null: the one is left out, the other told.
    /// </param>
    private sealed record Writer(string? Mask)
    {
        private static readonly string[] Marks = ["pass", "secret", "token", "credential", "authorization"];

        public JsonNode? Of(object? value, InputProperty property) =>
            Mask is not null && value is not null && (property.MayHoldSecret || IsMarked(property.Key))
                ? JsonValue.Create(Mask) : Of(value, property.Holds);

        private static bool IsMarked(string key) =>
            Array.Exists(Marks, mark => key.Contains(mark, StringComparison.OrdinalIgnoreCase));

        public JsonNode? Of(object? value, HoldsAttribute? holds) => value switch
        {
            null => null,
            SecretText or YamlNode => Mask,
            string text => JsonValue.Create(Mask is null ? text : WithoutQuery(text)),
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

        private JsonObject OfMap(IDictionary map, HoldsAttribute? holds)
        {
            var values = new JsonObject();
            foreach (DictionaryEntry entry in map)
                values[(string)entry.Key] = Mask is not null && IsMarked((string)entry.Key) ? Mask : Of(entry.Value, holds);
            return values;
        }

        private JsonObject OfObject(object value, InputShape shape)
        {
            var values = new JsonObject();
            foreach (var property in shape.Properties)
            {
                if (Of(property.Read(value), property) is { } told)
                    values[property.Key] = told;
            }

            return values;
        }

        /// <summary>Where a presigned address has its signature.</summary>
        private static string WithoutQuery(string text) =>
            text.IndexOf('?', StringComparison.Ordinal) is var at and > 0 && text.Contains("://", StringComparison.Ordinal)
                ? $"{text[..at]}?***" : text;
    }
}
