using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
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

    public static MapNode Of(object state)
    {
        var type = state.GetType();
        var fresh = Activator.CreateInstance(type);
        var entries = new List<MapEntry>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.SetMethod is not { IsPublic: true })
                continue;
            var value = property.GetValue(state);
            var isDefault = !property.IsDefined(typeof(RequiredMemberAttribute)) && IsSame(value, property.GetValue(fresh));
            if (!isDefault)
                entries.Add(new(CamelCase.Of(property.Name), Nowhere, Node(value)));
        }

        return new(entries, Nowhere);
    }

    private static bool IsSame(object? value, object? other) => value switch
    {
        null or string or ValueType => Equals(value, other),
        ICollection items => items.Count == 0,
        _ => Of(value).Entries.Count == 0,
    };

    private static YamlNode Node(object? value) => value switch
    {
        null => new ScalarNode("null", isQuoted: false, Nowhere),
        string text => new ScalarNode(text, isQuoted: true, Nowhere),
        bool flag => new ScalarNode(flag ? "true" : "false", isQuoted: false, Nowhere),
        Enum word => new ScalarNode(CamelCase.Of(word.ToString()), isQuoted: false, Nowhere),
        IFormattable number => new ScalarNode(number.ToString(null, CultureInfo.InvariantCulture), isQuoted: false, Nowhere),
        IDictionary map => new MapNode(Entries(map), Nowhere),
        IEnumerable items => new ListNode([.. items.Cast<object?>().Select(Node)], Nowhere),
        _ => Of(value),
    };

    private static IEnumerable<MapEntry> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
            yield return new((string)entry.Key, Nowhere, Node(entry.Value));
    }
}
