using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace OpenLaunch.Core.Binding;

/// <summary>One key of an <see cref="InputShape"/>: the property behind it and what its attributes ask.</summary>
internal sealed class InputProperty
{
    private readonly PropertyInfo property;

    public InputProperty(PropertyInfo property)
    {
        this.property = property;
        Key = property.GetCustomAttribute<InputKeyAttribute>()?.Key ?? CamelCase.Of(property.Name);
        Constraints = [.. property.GetCustomAttributes<ValidationAttribute>()];
        IsRequired = property.IsDefined(typeof(RequiredMemberAttribute)) || Constraints.Any(c => c is RequiredAttribute);
        IsWhole = property.IsDefined(typeof(WholeInputsAttribute));
        Holds = property.GetCustomAttribute<HoldsAttribute>();
        MayHoldSecret = property.IsDefined(typeof(MayHoldSecretAttribute));
        MayBeSingle = property.IsDefined(typeof(OneOrManyAttribute));
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

    public string? Description => property.GetCustomAttribute<DescriptionAttribute>()?.Description;

    /// <summary>Whether the value may be null. Asked only when it matters: nullability is slow to read.</summary>
    public bool MayBeNull => Type.IsValueType
        ? Nullable.GetUnderlyingType(Type) is not null
        : new NullabilityInfoContext().Create(property).WriteState != NullabilityState.NotNull;

    public object? Read(object owner) => property.GetValue(owner);

    public void Write(object owner, object? value) => property.SetValue(owner, value);
}
