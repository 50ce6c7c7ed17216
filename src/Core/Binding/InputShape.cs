using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>The keys that a map may have to become an object of one type, in the order of declaration.</summary>
internal sealed class InputShape
{
    private readonly OrderedDictionary<string, InputProperty> properties = new(StringComparer.Ordinal);

    public InputShape([DynamicallyAccessedMembers(StepDefinition.InputMembers)] Type type)
    {
        Type = type;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            {
                var input = new InputProperty(property);
                properties.Add(input.Key, input);
            }
        }
    }

    [DynamicallyAccessedMembers(StepDefinition.InputMembers)]
    public Type Type { get; }

    /// <summary>Whether a secret is among the keys, so that one may stand under a wrong key, or be one.</summary>
    public bool HoldsSecret => properties.Values.Any(property => property.Type == typeof(SecretText));

    public IReadOnlyCollection<InputProperty> Properties => properties.Values;

    public IReadOnlyCollection<string> Keys => properties.Keys;

    /// <summary>The shape of what a property holds: itself, its items or its values.</summary>
    /// <param name="type">The class that is held.</param>
    public static InputShape Of(Type type, HoldsAttribute? holds)
    {
        if (holds?.Type == type)
            return new(holds.Type);
        return DynamicCode.IsSupported ? OfAny(type) : throw DynamicCode.NotKept(type);
    }

    /// <summary>Makes an object with all its defaults.</summary>
    public object New() => Activator.CreateInstance(Type)!;

    [RequiresUnreferencedCode("Reads the properties of a class that is known at run time alone.")]
    private static InputShape OfAny(Type type) => new(type);

    public bool TryFind(string key, [NotNullWhen(true)] out InputProperty? property) => properties.TryGetValue(key, out property);
}
