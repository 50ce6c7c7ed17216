using System.Reflection;

namespace OpenLaunch.Core.Binding;

/// <summary>The values of an enumeration by their names in YAML.</summary>
internal static class EnumWords
{
    public static OrderedDictionary<string, object> Of(Type type)
    {
        var words = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
            words.Add(field.GetCustomAttribute<InputKeyAttribute>()?.Key ?? CamelCase.Of(field.Name), field.GetValue(null)!);
        return words;
    }
}
