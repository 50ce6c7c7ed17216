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
        return asJson ? YamlAsJson.Write(root, default) : MachineWriter.Write(root);
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
}
