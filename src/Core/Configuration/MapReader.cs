using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Configuration;

/// <summary>
/// Reads a map of the frame of a document key by key. The frame is read by hand and not bound, because every boot reads it
/// and reflection would cost it milliseconds.
/// </summary>
internal sealed class MapReader(MapNode map, string name, ConfigurationErrors errors)
{
    private readonly List<string> known = [];

    public MapNode Map => map;

    public bool Has(string key) => map.TryGet(key, out _);

    /// <summary>The value of a key, or null when it is not there.</summary>
    public YamlNode? Node(string key)
    {
        if (!known.Contains(key))
            known.Add(key);
        return map.TryGet(key, out var entry) ? entry.Value : null;
    }

    public string? Text(string key) => Node(key) is { } node ? TextOf(node, key) : null;

    /// <summary>The text of a key that must be there, or null when something was noted.</summary>
    public string? RequiredText(string key)
    {
        var text = Text(key);
        if (text is null && !Has(key))
            Lacks(key);
        return text;
    }

    public bool? Flag(string key) => (bool?)Scalar(typeof(bool), key);

    public TEnum? Word<TEnum>(string key)
        where TEnum : struct, Enum => (TEnum?)Scalar(typeof(TEnum), key);

    public int? Number(string key, int least, int most)
    {
        var value = (int?)Scalar(typeof(int), key);
        if (value is null || (value >= least && value <= most))
            return value;
        Refuse(key, $"must be from {least} to {most}");
        return null;
    }

    public TimeSpan? Duration(string key, TimeSpan least, TimeSpan most)
    {
        var value = (TimeSpan?)Scalar(typeof(TimeSpan), key);
        if (value is null || (value >= least && value <= most))
            return value;
        Refuse(key, $"must be from {DurationText.Format(least)} to {DurationText.Format(most)}");
        return null;
    }

    public MapReader? Section(string key) => Node(key) switch
    {
        null => null,
        MapNode value => new(value, key, errors),
        var other => Refuse<MapReader>(other, $"{key}: expected a map of keys, found {Wording.Kind(other)}"),
    };

    public IReadOnlyList<YamlNode> List(string key) => Node(key) switch
    {
        null => [],
        ListNode value => value.Items,
        var other => Refuse<IReadOnlyList<YamlNode>>(other, $"{key}: expected a list, found {Wording.Kind(other)}") ?? [],
    };

    /// <summary>The items of a list that are maps; others are noted.</summary>
    /// <param name="item">What an item is called in errors: <c>the stage</c>.</param>
    /// <param name="itemKey">The key that each item has.</param>
    public IEnumerable<MapReader> Maps(string key, string item, string itemKey)
    {
        foreach (var node in List(key))
        {
            if (node is MapNode itemMap)
                yield return new(itemMap, item, errors);
            else
                errors.Add(node.Position, $"{key}: expected a map with the key '{itemKey}', found {Wording.Found(node)}");
        }
    }

    /// <summary>A list of which one item may be written alone.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        IReadOnlyList<YamlNode> items = Node(key) switch
        {
            null => [],
            ListNode list => list.Items,
            var single => [single],
        };
        var texts = new List<string>(items.Count);
        foreach (var item in items)
        {
            if (TextOf(item, key) is { } text)
                texts.Add(text);
        }

        return texts;
    }

    public string? TextOf(YamlNode node, string key) => node is ScalarNode { IsNull: false } scalar
        ? scalar.Text
        : Refuse<string>(node, $"{key}: expected a text, found {Wording.Kind(node)}");

    /// <summary>Notes that a key which must be there is not.</summary>
    public void Lacks(string key) => errors.Add(map.Position, Wording.MissingKey(name, key));

    /// <summary>Notes that the value of a key will not do.</summary>
    public void Refuse(string key, string demand)
    {
        if (map.TryGet(key, out var entry))
            errors.Add(entry.Value.Position, $"{key}: {demand}, found {Wording.Found(entry.Value)}");
    }

    /// <summary>Notes each key that was not asked for: call it last.</summary>
    public void RefuseOtherKeys()
    {
        foreach (var entry in map.Entries)
        {
            if (!known.Contains(entry.Key))
                errors.Add(entry.Position, Wording.UnknownKey(name, entry.Key, known));
        }
    }

    /// <summary>Boxed and not generic: the runtime would compile each value type's copy at every boot.</summary>
    private object? Scalar(Type type, string key)
    {
        var node = Node(key);
        if (node is null)
            return null;
        if (node is not ScalarNode { IsNull: false } scalar)
            return Refuse<object>(node, $"{key}: expected a value, found {Wording.Kind(node)}");
        var expected = ScalarBinder.Convert(type, holds: null, scalar, out var value);
        return expected is null ? value : Refuse<object>(node, $"{key}: expected {expected}, found {Wording.Found(node)}");
    }

    private T? Refuse<T>(YamlNode node, string message)
        where T : class
    {
        errors.Add(node.Position, message);
        return null;
    }
}
