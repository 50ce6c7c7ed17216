using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace OpenLaunch.Core.Binding;

/// <summary>Makes the lists and maps that inputs hold.</summary>
internal static class InputCollections
{
    public static IList NewList(Type item, HoldsAttribute? holds)
    {
        if (holds?.Type == item)
            return holds.NewList();
        if (item == typeof(string))
            return new List<string>();
        return DynamicCode.IsSupported ? NewListOfAny(item) : throw DynamicCode.NotKept(item);
    }

    public static IDictionary NewMap(Type value, HoldsAttribute? holds, object? template)
    {
        if (holds?.Type == value)
            return holds.NewMap(template);
        if (value == typeof(string))
            return NewMap<string>(template);
        return DynamicCode.IsSupported ? NewMapOfAny(value, template) : throw DynamicCode.NotKept(value);
    }

    public static Dictionary<string, T> NewMap<T>(object? template) =>
        new((template as Dictionary<string, T>)?.Comparer ?? StringComparer.Ordinal);

    [RequiresDynamicCode("Makes a list of a type that is known at run time alone.")]
    private static IList NewListOfAny(Type item) =>
        (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;

    [RequiresDynamicCode("Makes a map of a type that is known at run time alone.")]
    [RequiresUnreferencedCode("Makes a map of a type that is known at run time alone.")]
    private static IDictionary NewMapOfAny(Type value, object? template)
    {
        var type = typeof(Dictionary<,>).MakeGenericType(typeof(string), value);
        var comparer = type.IsInstanceOfType(template)
            ? type.GetProperty("Comparer")!.GetValue(template)
            : StringComparer.Ordinal;
        return (IDictionary)Activator.CreateInstance(type, comparer)!;
    }
}
