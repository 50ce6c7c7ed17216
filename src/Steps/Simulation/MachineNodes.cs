using System.Collections;
using System.Globalization;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.Simulation;

/// <summary>
/// From a machine's state to the YAML nodes that the input binder reads back: each property with a public setter is a key,
/// and one that has its default is left out. So no key can be forgotten here when the state grows.
/// </summary>
internal static class MachineNodes
{
    private static readonly SourcePosition Nowhere = new(1, 1);

    // Read once: a machine is written after each of its changes.
    private static readonly InputShape Whole = new(typeof(MachineState));

    public static MapNode Of(MachineState state) => Of(state, Whole);

    private static MapNode Of(object state, InputShape shape)
    {
        var fresh = shape.New();
        var entries = new List<MapEntry>();
        foreach (var property in shape.Properties)
        {
            var value = property.Read(state);
            if (property.IsRequired || !IsSame(value, property.Read(fresh), property))
                entries.Add(new(property.Key, Nowhere, Node(value, property)));
        }

        return new(entries, Nowhere);
    }

    private static bool IsSame(object? value, object? other, InputProperty holder) => value switch
    {
        null or string or ValueType => Equals(value, other),
        ICollection items => items.Count == 0,
        _ => Of(value, holder.ShapeOf(value.GetType())).Entries.Count == 0,
    };

    private static YamlNode Node(object? value, InputProperty holder) => value switch
    {
        null => new ScalarNode("null", isQuoted: false, Nowhere),
        string text => new ScalarNode(text, isQuoted: true, Nowhere),
        bool flag => new ScalarNode(flag ? "true" : "false", isQuoted: false, Nowhere),
        Enum word => new ScalarNode(CamelCase.Of(word.ToString()), isQuoted: false, Nowhere),
        IFormattable number => new ScalarNode(number.ToString(null, CultureInfo.InvariantCulture), isQuoted: false, Nowhere),
        IDictionary map => new MapNode(Entries(map, holder), Nowhere),
        IEnumerable items => new ListNode([.. items.Cast<object?>().Select(item => Node(item, holder))], Nowhere),
        _ => Of(value, holder.ShapeOf(value.GetType())),
    };

    private static IEnumerable<MapEntry> Entries(IDictionary map, InputProperty holder)
    {
        foreach (DictionaryEntry entry in map)
            yield return new((string)entry.Key, Nowhere, Node(entry.Value, holder));
    }
}
