using System.Diagnostics.CodeAnalysis;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>
/// Names the class of a nested map, of the items of a list or of the values of a map, or an enumeration with
/// <see cref="InputKeyAttribute"/>. A native program keeps of a class what is named so; elsewhere it may be left out.
/// </summary>
/// <param name="type">The class or enumeration.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HoldsAttribute([DynamicallyAccessedMembers(StepDefinition.InputMembers)] Type type) : Attribute
{
    /// <summary>The class or enumeration.</summary>
    [DynamicallyAccessedMembers(StepDefinition.InputMembers)]
    public Type Type { get; } = type;
}
