using System.Diagnostics.CodeAnalysis;

namespace OpenLaunch.Core.Documents;

/// <summary>A value in a YAML document. No record, which would print its values: they may be secrets.</summary>
/// <param name="position">Where it starts.</param>
public abstract class YamlNode(SourcePosition position)
{
    /// <summary>Where it starts; for what an alias stands for, where the anchored value starts.</summary>
    public SourcePosition Position { get; } = position;

    /// <summary>Whether something in it could not be read: a key twice, a tag.</summary>
    internal bool IsFlawed { get; set; }
}

/// <summary>A text. Whether it is a number is for the wanted type to say: <c>20348.2849</c> stays as written.</summary>
/// <param name="text">The text, escapes and folds resolved.</param>
/// <param name="isQuoted">Whether it was written in quotes or as a block (<c>|</c>, <c>&gt;</c>).</param>
/// <param name="position">Where it starts.</param>
public sealed class ScalarNode(string text, bool isQuoted, SourcePosition position) : YamlNode(position)
{
    /// <summary>The text, escapes and folds resolved.</summary>
    public string Text { get; } = text;

    /// <summary>Whether it was written in quotes or as a block, and so is text whatever it looks like.</summary>
    public bool IsQuoted { get; } = isQuoted;

    /// <summary>Whether it stands for bytes: <c>!!binary</c>, its text is their base64.</summary>
    public bool IsBinary { get; init; }

    /// <summary>Its truth value, or null when it is not <c>true</c> or <c>false</c> without quotes.</summary>
    public bool? AsBoolean => IsQuoted ? null : Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    /// <summary>Whether it stands for no value: nothing, <c>null</c> or <c>~</c> without quotes.</summary>
    public bool IsNull => !IsQuoted && Text is ("" or "null" or "Null" or "NULL" or "~");
}

/// <summary>A list of values.</summary>
/// <param name="items">The values in their order.</param>
/// <param name="position">Where it starts.</param>
public sealed class ListNode(IReadOnlyList<YamlNode> items, SourcePosition position) : YamlNode(position)
{
    /// <summary>The values in their order.</summary>
    public IReadOnlyList<YamlNode> Items { get; } = items;
}

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

/// <summary>One key of a map with its value.</summary>
/// <param name="position">Where the key starts.</param>
public sealed class MapEntry(string key, SourcePosition position, YamlNode value)
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>Where the key starts.</summary>
    public SourcePosition Position { get; } = position;

    /// <summary>The value.</summary>
    public YamlNode Value { get; } = value;
}

/// <summary>A YAML document that was read.</summary>
/// <param name="File">Its name as the user gave it.</param>
public sealed record YamlDocument(string File, YamlNode Root);

/// <summary>Where something stands in a document.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 code units.</param>
public readonly record struct SourcePosition(int Line, int Column);
