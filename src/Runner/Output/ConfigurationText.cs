using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Runner.Output;

/// <summary>A configuration as text, without the passwords in it and the addresses that <c>notify</c> is given.</summary>
internal static class ConfigurationText
{
    /// <summary>Stands in the place of a secret; no configuration that has it is valid.</summary>
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

    // Of what is no password by its form, nobody knows where in it the password is.
    private static MapEntry Without(MapEntry entry) => entry switch
    {
        { Value: ScalarNode { IsNull: true } } => entry,
        { Key: "password", Value: MapNode map } when map.Find("type") is ScalarNode =>
            new(entry.Key, entry.Position, new MapNode(
                [
                    .. map.Entries.Where(inner => inner.Key == "type"),
                    .. map.Entries.Where(inner => inner.Key != "type").Take(1).Select(Mark),
                ],
                map.Position)),
        _ when IsSecret(entry.Key) => new(entry.Key, entry.Position, new MapNode([Mark(entry)], entry.Position)),
        _ => new(entry.Key, entry.Position, Without(entry.Value)),
    };

    // An address that notify is given may be all that keeps others from calling it.
    private static bool IsSecret(string key) =>
        key.StartsWith("passw", StringComparison.OrdinalIgnoreCase) || key.Equals("url", StringComparison.OrdinalIgnoreCase);

    private static MapEntry Mark(MapEntry entry) =>
        new(Removed, entry.Position, new ScalarNode("true", isQuoted: false, entry.Position));
}
