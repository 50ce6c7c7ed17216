using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace OpenLaunch.Core.Binding;

/// <summary>The keys that a map may have to become an object of one type, in the order of declaration.</summary>
internal sealed class InputShape
{
    private readonly OrderedDictionary<string, InputProperty> properties = new(StringComparer.Ordinal);

    public InputShape(Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            {
                var input = new InputProperty(property);
                properties.Add(input.Key, input);
            }
        }
    }

    public IReadOnlyCollection<InputProperty> Properties => properties.Values;

    public IReadOnlyCollection<string> Keys => properties.Keys;

    public bool TryFind(string key, [NotNullWhen(true)] out InputProperty? property) => properties.TryGetValue(key, out property);
}
