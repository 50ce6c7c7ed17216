using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>
/// A secret that the document does not hold but names: <c>{ fromSsmParameter: /app/join-password }</c>. It is fetched when the
/// step runs, with the instance's own role, so that neither the document nor its reader ever holds it.
/// </summary>
internal static class SecretReferenceReader
{
    private const string JsonKey = "key";
    private const int Longest = 2048; // of names, in all three services

    private static readonly OrderedDictionary<string, SecretSource> Sources = new()
    {
        ["fromSsmParameter"] = SecretSource.SsmParameter,
        ["fromSecretsManager"] = SecretSource.SecretsManager,
        ["fromMetadataTag"] = SecretSource.MetadataTag,
    };

    /// <summary>The keys that name a secret, in the order in which they are documented.</summary>
    public static IReadOnlyCollection<string> Keys => Sources.Keys;

    /// <summary>Whether a node is meant for a reference: a map with one of the keys, or one that is nearly one.</summary>
    public static bool IsMeant(YamlNode node) =>
        node is MapNode map && map.Entries.Any(entry =>
            Sources.ContainsKey(entry.Key) || NearestName.Find(entry.Key, Sources.Keys) is not null);

    /// <returns>The reference; null when it is wrong, which was noted. Nothing but a key near a right one is repeated.</returns>
    public static SecretReference? Read(MapNode map, string name, ConfigurationErrors errors)
    {
        var before = errors.Count;
        var sources = map.Entries.Where(entry => Sources.ContainsKey(entry.Key)).ToList();
        foreach (var entry in map.Entries.Where(entry => !Sources.ContainsKey(entry.Key) && entry.Key != JsonKey))
            errors.Add(entry.Position, Wording.UnknownKey(name, entry.Key, [.. Sources.Keys, JsonKey], mayBeSecret: true));
        foreach (var second in sources.Skip(1))
            errors.Add(second.Position, $"{name}: a secret comes from one place; remove {sources[0].Key} or {second.Key}");
        map.TryGet(JsonKey, out var key);
        foreach (var entry in sources.Append(key).OfType<MapEntry>().Where(entry => !IsName(entry.Value)))
            errors.Add(entry.Position, $"{name}: {entry.Key} takes a name, a text of 1 to {Longest} characters on one line");
        if (key is not null && sources.Count > 0 && Sources[sources[0].Key] != SecretSource.SecretsManager)
            errors.Add(key.Position, $"{name}: {JsonKey} is for fromSecretsManager alone, whose secret may be a JSON object");
        return errors.Count > before || sources.Count == 0
            ? null
            : new(Sources[sources[0].Key], ((ScalarNode)sources[0].Value).Text, (key?.Value as ScalarNode)?.Text);
    }

    private static bool IsName(YamlNode node) =>
        node is ScalarNode { IsNull: false, Text: { Length: > 0 and <= Longest } text } && !text.Any(char.IsControl);
}
