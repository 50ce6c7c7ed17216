using System.Diagnostics.CodeAnalysis;

namespace OpenLaunch.Core.Documents;

/// <summary>Keys with their values, in the document's order; no key twice.</summary>
public sealed class MapNode : YamlNode
{
    private readonly OrderedDictionary<string, MapEntry> entries;

    /// <summary>Makes a map.</summary>
    /// <param name="entries">The keys with their values; keys must differ.</param>
    /// <param name="position">Where it starts.</param>
    /// <exception cref="ArgumentException">A key occurs twice.</exception>
    public MapNode(IEnumerable<MapEntry> entries, SourcePosition position)
        : base(position)
    {
        ArgumentNullException.ThrowIfNull(entries);
        this.entries = new(StringComparer.Ordinal);
        foreach (var entry in entries)
            this.entries.Add(entry.Key, entry);
    }

    private MapNode(SourcePosition position, OrderedDictionary<string, MapEntry> entries)
        : base(position) => this.entries = entries;

    /// <summary>The keys with their values, in the document's order.</summary>
    public IReadOnlyCollection<MapEntry> Entries => entries.Values;

    /// <summary>Takes over a dictionary that was filled already, and is not touched any more.</summary>
    internal static MapNode Of(OrderedDictionary<string, MapEntry> entries, SourcePosition position) => new(position, entries);

    /// <summary>A map without keys, for where a document leaves one out.</summary>
    internal static MapNode Empty(SourcePosition position) => new(position, []);

    /// <summary>The value of a key, or null when it is not there.</summary>
    /// <param name="key">The key, in its exact case.</param>
    public YamlNode? Find(string key) => entries.TryGetValue(key, out var entry) ? entry.Value : null;

    /// <summary>Finds a key.</summary>
    /// <param name="key">The key, in its exact case.</param>
    /// <param name="entry">The key with its value, when there is one.</param>
    public bool TryGet(string key, [NotNullWhen(true)] out MapEntry? entry) => entries.TryGetValue(key, out entry);
}
