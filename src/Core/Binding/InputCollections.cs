using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace OpenLaunch.Core.Binding;

/// <summary>Makes the lists and maps that inputs hold.</summary>
internal abstract class InputCollections
{
    public abstract IList NewList();

    /// <summary>An empty map with the comparer of another, where that is one of the same type.</summary>
    public abstract IDictionary NewMap(object? template);

    /// <param name="item">The type of the items or values.</param>
    public static InputCollections Of(Type item)
    {
        if (!item.IsValueType)
            return (InputCollections)Activator.CreateInstance(typeof(OfClass<>).MakeGenericType(item))!;
        return DynamicCode.IsSupported ? OfAny(item) : throw new NotSupportedException(
            $"A native program binds no list or map of {item}, as its code was not made. Take a text and read it in the step.");
    }

    [RequiresDynamicCode("Has code of its own for each type of value.")]
    private static InputCollections OfAny(Type item) =>
        (InputCollections)Activator.CreateInstance(typeof(OfValue<>).MakeGenericType(item))!;

    /// <summary>The code is the same for all classes: a native program has it though it does not know the class.</summary>
    private sealed class OfClass<T> : InputCollections
        where T : class
    {
        public override IList NewList() => new List<T>();

        public override IDictionary NewMap(object? template) => MapLike<T>(template);
    }

    private sealed class OfValue<T> : InputCollections
    {
        public override IList NewList() => new List<T>();

        public override IDictionary NewMap(object? template) => MapLike<T>(template);
    }

    private static Dictionary<string, T> MapLike<T>(object? template) =>
        new((template as Dictionary<string, T>)?.Comparer ?? StringComparer.Ordinal);
}
