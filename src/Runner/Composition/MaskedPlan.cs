using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// A configuration as JSON that may be sent to others: of the inputs of its steps it has the keys, and of their values only truth
/// values; so too of whatever else is called like a secret. Comments are gone.
/// </summary>
internal static class MaskedPlan
{
    private const string Mask = "***";

    private static readonly string[] Marks = ["pass", "secret", "token", "credential", "key", "data"];
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Masks a document, and finds what no other part may show.</summary>
    /// <param name="secrets">Takes each value whose key says that it is a secret.</param>
    public static string Of(YamlDocument document, ICollection<string> secrets)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Indented))
            Write(json, document.Root, key: "", isInput: false, secrets);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static void Write(Utf8JsonWriter json, YamlNode node, string key, bool isInput, ICollection<string> secrets)
    {
        var isSecret = Array.Exists(Marks, mark => key.Contains(mark, StringComparison.OrdinalIgnoreCase));
        switch (node)
        {
            case MapNode map:
                json.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    json.WritePropertyName(entry.Key);
                    var inner = isSecret && entry.Key is not "type" ? key : entry.Key;
                    Write(json, entry.Value, inner, isInput || entry.Key == "inputs", secrets);
                }

                json.WriteEndObject();
                break;
            case ListNode list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                    Write(json, item, key, isInput, secrets);
                json.WriteEndArray();
                break;
            case ScalarNode { IsNull: true }:
                json.WriteNullValue();
                break;
            case ScalarNode { AsBoolean: { } flag }:
                json.WriteBooleanValue(flag);
                break;
            case ScalarNode scalar:
                if (isSecret)
                    secrets.Add(scalar.Text);
                json.WriteStringValue(isInput || isSecret ? Mask : scalar.Text);
                break;
        }
    }
}
