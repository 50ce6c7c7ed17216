using System.Text;
using System.Text.Json;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Runner.Output;

/// <summary>A configuration as text, without the passwords in it.</summary>
internal static class ConfigurationText
{
    /// <summary>Stands in the place of a password; no configuration that has it is valid.</summary>
    private const string Removed = "dataRemoved";

    /// <exception cref="ConfigurationException">The document is no map.</exception>
    public static string Write(YamlDocument document, bool asJson)
    {
        if (Without(document.Root) is not MapNode root)
            throw new ConfigurationException([new(document.File, document.Root.Position, "expected a map of keys")]);
        return asJson ? Json(root) : MachineWriter.Write(root);
    }

    private static YamlNode Without(YamlNode node) => node switch
    {
        ListNode list => new ListNode([.. list.Items.Select(Without)], list.Position),
        MapNode map => new MapNode(map.Entries.Select(Without), map.Position),
        _ => node,
    };

    private static MapEntry Without(MapEntry entry) => entry switch
    {
        { Key: "password", Value: MapNode map } => new(entry.Key, entry.Position, new MapNode(
            map.Entries.Select(inner => inner.Key == "data" ? Mark(inner) : new(inner.Key, inner.Position, Without(inner.Value))),
            map.Position)),
        { Key: "password", Value: ScalarNode { IsNull: false } } =>
            new(entry.Key, entry.Position, new MapNode([Mark(entry)], entry.Position)),
        _ => new(entry.Key, entry.Position, Without(entry.Value)),
    };

    private static MapEntry Mark(MapEntry entry) =>
        new(Removed, entry.Position, new ScalarNode("true", isQuoted: false, entry.Position));

    private static string Json(MapNode root)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
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
                writer.WriteStringValue(scalar.Text); // 1.10 is a version and no number
                break;
        }
    }
}
