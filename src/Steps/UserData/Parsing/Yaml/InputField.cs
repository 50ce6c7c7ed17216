namespace OpenLaunch.Steps.UserData.Parsing.Yaml;

/// <summary>What a value may be.</summary>
internal enum InputKind
{
    Text,
    Boolean,
    Duration,
    TextList,
    TextOrTextList,
    Map,
    MapList,
}

/// <summary>One key of a mapping, and what its value may be.</summary>
internal sealed record InputField(string Name, InputKind Kind, bool IsRequired = false)
{
    /// <summary>The only texts accepted; null for any.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>The keys of a mapping, or of each mapping in a list.</summary>
    public IReadOnlyList<InputField> Fields { get; init; } = [];
}
