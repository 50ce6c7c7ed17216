using System.Text;
using System.Text.Json;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Runner.Output;

/// <summary>A YAML document as indented JSON: truth values and nothing as such, all else as text (1.10 is a version).</summary>
internal static class YamlAsJson
{
    public static string Write(YamlNode root, JsonWriterOptions options)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, options with { Indented = true }))
            Write(writer, root);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, YamlNode node)
    {
        switch (node)
        {
            case MapNode map:
                writer.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case ListNode list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case ScalarNode { IsNull: true }:
                writer.WriteNullValue();
                break;
            case ScalarNode { AsBoolean: { } flag }:
                writer.WriteBooleanValue(flag);
                break;
            case ScalarNode scalar:
                writer.WriteStringValue(scalar.Text);
                break;
        }
    }
}
