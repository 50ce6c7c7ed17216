namespace OpenLaunch.Core.Documents;

/// <summary>One key of a map with its value.</summary>
/// <param name="key">The key.</param>
/// <param name="position">Where the key starts.</param>
/// <param name="value">The value.</param>
public sealed class MapEntry(string key, SourcePosition position, YamlNode value)
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>Where the key starts.</summary>
    public SourcePosition Position { get; } = position;

    /// <summary>The value.</summary>
    public YamlNode Value { get; } = value;
}
