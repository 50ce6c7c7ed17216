using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace OpenLaunch.Core.Binding;

/// <summary>One key of an <see cref="InputShape"/>: the property behind it and what its attributes ask.</summary>
internal sealed class InputProperty
{
    private readonly PropertyInfo property;
    private InputShape? shape;

    public InputProperty(PropertyInfo property)
    {
        this.property = property;
        // All at once: each question by type looks at all attributes anew, which in a native program is slow.
        var attributes = property.GetCustomAttributes().ToList();
        Key = attributes.OfType<InputKeyAttribute>().FirstOrDefault()?.Key ?? CamelCase.Of(property.Name);
        Constraints = [.. attributes.OfType<ValidationAttribute>()];
        IsRequired = attributes.Any(attribute => attribute is RequiredMemberAttribute or RequiredAttribute);
        IsWhole = attributes.OfType<WholeInputsAttribute>().Any();
        Holds = attributes.OfType<HoldsAttribute>().FirstOrDefault();
        MayHoldSecret = attributes.OfType<MayHoldSecretAttribute>().Any();
        MayBeSingle = attributes.OfType<OneOrManyAttribute>().Any();
        Description = attributes.OfType<DescriptionAttribute>().FirstOrDefault()?.Description;
    }

    public string Key { get; }

    public string Name => property.Name;

    public Type Type => property.PropertyType;

    /// <summary>Names what is nested in it.</summary>
    public HoldsAttribute? Holds { get; }

    public bool IsRequired { get; }

    public bool MayHoldSecret { get; }

    /// <summary>Whether one item may be written where the list is expected.</summary>
    public bool MayBeSingle { get; }

    /// <summary>Whether this list alone may be written where the map that holds it is expected.</summary>
    public bool IsWhole { get; }

    public IReadOnlyList<ValidationAttribute> Constraints { get; }

    public string? Description { get; }

    /// <summary>Whether the value may be null. Asked only when it matters: nullability is slow to read.</summary>
    public bool MayBeNull => Type.IsValueType
        ? Nullable.GetUnderlyingType(Type) is not null
        : new NullabilityInfoContext().Create(property).WriteState != NullabilityState.NotNull;

    /// <summary>The shape of an object that is in it: itself, one of its items or values.</summary>
    public InputShape ShapeOf(Type type) => shape is { } known && known.Type == type ? known : shape = InputShape.Of(type, Holds);

    public object? Read(object owner) => property.GetValue(owner);

    public void Write(object owner, object? value) => property.SetValue(owner, value);
}
