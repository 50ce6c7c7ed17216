namespace OpenLaunch.Core.Documents;

/// <summary>A list of values.</summary>
/// <param name="items">The values in their order.</param>
/// <param name="position">Where it starts.</param>
public sealed class ListNode(IReadOnlyList<YamlNode> items, SourcePosition position) : YamlNode(position)
{
    /// <summary>The values in their order.</summary>
    public IReadOnlyList<YamlNode> Items { get; } = items;
}
