using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>The keys that a map may have to become an object of one type, in the order of declaration.</summary>
internal sealed class InputShape
{
    private readonly OrderedDictionary<string, InputProperty> properties = new(StringComparer.Ordinal);
    private readonly bool holdsSecret;
    private readonly bool mayHoldSecret;
    private readonly Lazy<bool> isAboveSecret;

    public InputShape([DynamicallyAccessedMembers(StepDefinition.InputMembers)] Type type)
        : this(type, [])
    {
    }

    /// <param name="outer">The types that it is in: one that holds itself is asked once.</param>
    private InputShape(
        [DynamicallyAccessedMembers(StepDefinition.InputMembers)] Type type, ImmutableHashSet<Type> outer)
    {
        Type = type;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            {
                var input = new InputProperty(property);
                properties.Add(input.Key, input);
                holdsSecret |= input.Type == typeof(SecretText);
                mayHoldSecret |= input.MayHoldSecret;
            }
        }

        isAboveSecret = new(() => properties.Values.Any(input => IsIn(input, outer.Add(type)))); // asked of wrong keys alone
    }

    [DynamicallyAccessedMembers(StepDefinition.InputMembers)]
    public Type Type { get; }

    public IReadOnlyCollection<InputProperty> Properties => properties.Values;

    public IReadOnlyCollection<string> Keys => properties.Keys;

    /// <summary>The shape of what a property holds: itself, its items or its values.</summary>
    /// <param name="type">The class that is held.</param>
    public static InputShape Of(Type type, HoldsAttribute? holds) => Of(type, holds, []);

    private static InputShape Of(Type type, HoldsAttribute? holds, ImmutableHashSet<Type> outer)
    {
        if (holds?.Type == type)
            return new(holds.Type, outer);
        return DynamicCode.IsSupported ? OfAny(type, outer) : throw DynamicCode.NotKept(type);
    }

    /// <summary>Makes an object with all its defaults.</summary>
    public object New() => Activator.CreateInstance(Type)!;

    [RequiresUnreferencedCode("Reads the properties of a class that is known at run time alone.")]
    private static InputShape OfAny(Type type, ImmutableHashSet<Type> outer) => new(type, outer);

    /// <summary>
    /// Whether a wrong value may be a secret: where one belongs beside it, and where a script may hold one, unless it is a plain
    /// word.
    /// </summary>
    public bool MayBeSecret(string value) => holdsSecret || (mayHoldSecret && !IsWord(value));

    /// <summary>Whether a wrong key may be one, too: from below as well, on a line with a wrong indentation.</summary>
    public bool MayBeSecretKey(string key) => MayBeSecret(key) || (isAboveSecret.Value && !IsWord(key));

    private static bool IsWord(string text) => text.All(char.IsAsciiLetter);

    private static bool IsIn(InputProperty property, ImmutableHashSet<Type> outer)
    {
        var inner = property.Type;
        while (InputType.IsDictionary(inner, out var held) || InputType.IsList(inner, out held))
            inner = held;
        return !InputType.IsScalar(Nullable.GetUnderlyingType(inner) ?? inner) && !InputType.IsRaw(inner)
            && !outer.Contains(inner) && Of(inner, property.Holds, outer) is var below
            && (below.holdsSecret || below.mayHoldSecret || below.isAboveSecret.Value);
    }

    public bool TryFind(string key, [NotNullWhen(true)] out InputProperty? property) => properties.TryGetValue(key, out property);
}
