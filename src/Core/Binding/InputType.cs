using System.Diagnostics.CodeAnalysis;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>What a .NET type means in a document.</summary>
internal static class InputType
{
    private static readonly Type[] Lists =
    [
        typeof(IReadOnlyList<>), typeof(List<>), typeof(IList<>), typeof(IReadOnlyCollection<>), typeof(ICollection<>),
        typeof(IEnumerable<>),
    ];

    private static readonly Type[] Maps = [typeof(Dictionary<,>), typeof(IReadOnlyDictionary<,>), typeof(IDictionary<,>)];

    public static bool IsScalar(Type type) =>
        type == typeof(string) || type == typeof(SecretText) || type == typeof(bool) || type == typeof(int)
        || type == typeof(long) || type == typeof(double) || type == typeof(TimeSpan)
        || type == typeof(DateOnly) || type.IsEnum;

    /// <summary>Whether the value is handed over as it stands in the document.</summary>
    public static bool IsRaw(Type type) => typeof(YamlNode).IsAssignableFrom(type);

    /// <summary>Whether it is a list: an array, or anything that a <see cref="List{T}"/> can be assigned to.</summary>
    public static bool IsList(Type type, [NotNullWhen(true)] out Type? item)
    {
        item = type.IsArray ? type.GetElementType() : null;
        if (type.IsGenericType && Array.IndexOf(Lists, type.GetGenericTypeDefinition()) >= 0)
            item = type.GenericTypeArguments[0];
        return item is not null;
    }

    /// <summary>Whether it is a dictionary with string keys.</summary>
    public static bool IsDictionary(Type type, [NotNullWhen(true)] out Type? value)
    {
        value = type is { IsGenericType: true, GenericTypeArguments: [var key, var candidate] } && key == typeof(string)
            && Array.IndexOf(Maps, type.GetGenericTypeDefinition()) >= 0
            ? candidate
            : null;
        return value is not null;
    }
}
