using System.Collections;
using System.Diagnostics.CodeAnalysis;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>
/// Names the class of a nested map, of the items of a list or of the values of a map, or an enumeration with
/// <see cref="InputKeyAttribute"/>. A native program keeps of a class what is named so; elsewhere it may be left out.
/// </summary>
public abstract class HoldsAttribute : Attribute
{
    private protected HoldsAttribute()
    {
    }

    [DynamicallyAccessedMembers(StepDefinition.InputMembers)]
    internal abstract Type Type { get; }

    internal abstract IList NewList();

    /// <summary>An empty map with the comparer of another, where that is one of the same type.</summary>
    internal abstract IDictionary NewMap(object? template);
}

/// <inheritdoc/>
/// <typeparam name="T">The class or enumeration.</typeparam>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HoldsAttribute<[DynamicallyAccessedMembers(StepDefinition.InputMembers)] T> : HoldsAttribute
{
    [DynamicallyAccessedMembers(StepDefinition.InputMembers)]
    internal override Type Type => typeof(T);

    internal override IList NewList() => new List<T>();

    internal override IDictionary NewMap(object? template) => InputCollections.NewMap<T>(template);
}
