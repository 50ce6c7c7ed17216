using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace OpenLaunch.Core.Binding;

/// <summary>The values of an enumeration by their names in YAML.</summary>
internal static class EnumWords
{
    /// <param name="holds">Names the enumeration where its words may have names of their own.</param>
    public static OrderedDictionary<string, object> Of(Type type, HoldsAttribute? holds = null)
    {
        if (holds?.Type == type)
            return OfFields(holds.Type);
        if (DynamicCode.IsSupported)
            return OfAny(type);
        var words = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var name in Enum.GetNames(type))
            words.Add(CamelCase.Of(name), Enum.Parse(type, name));
        return words;
    }

    [RequiresUnreferencedCode("Reads the fields of an enumeration that is known at run time alone.")]
    private static OrderedDictionary<string, object> OfAny(Type type) => OfFields(type);

    private static OrderedDictionary<string, object> OfFields(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type type)
    {
        var words = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
            words.Add(field.GetCustomAttribute<InputKeyAttribute>()?.Key ?? CamelCase.Of(field.Name), field.GetValue(null)!);
        return words;
    }
}
