using System.Reflection;
using OpenLaunch.Core.Binding;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Tests.Engine;

/// <summary>What a native program keeps of inputs is what they are marked with.</summary>
public class NativeInputTests
{
    public static TheoryData<Type> Roots => [typeof(MachineState), .. BuiltInSteps.Catalogue.Definitions.Select(step => step.InputsType)];

    [Theory]
    [MemberData(nameof(Roots))]
    public void Each_class_that_inputs_hold_is_named_where_it_is_held(Type root) => Assert.Empty(Unmarked(root));

    private static IEnumerable<string> Unmarked(Type type)
    {
        foreach (var property in new InputShape(type).Properties)
        {
            if (Items(property.Type) is { IsValueType: true } item)
                yield return $"{type.Name}.{property.Name}: code for a list or map of {item.Name} is not made; take a text";
            var held = Held(property.Type);
            if (held is null)
                continue;
            if (property.Holds?.Type != held)
                yield return $"{type.Name}.{property.Name}: [Holds(typeof({held.Name}))]";
            if (!held.IsEnum)
            {
                foreach (var below in Unmarked(held))
                    yield return below;
            }
        }
    }

    /// <summary>The type of the items or values; null where there are none.</summary>
    private static Type? Items(Type type) =>
        InputType.IsDictionary(type, out var inner) || InputType.IsList(type, out inner) ? Items(inner) ?? inner : null;

    /// <summary>The class that is nested in a value of a type, or the enumeration whose words are not those of its names.</summary>
    private static Type? Held(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (InputType.IsDictionary(type, out var inner) || InputType.IsList(type, out inner))
            return Held(inner);
        var isPlain = type.IsEnum
            ? type.GetFields().All(field => field.GetCustomAttribute<InputKeyAttribute>() is null)
            : InputType.IsScalar(type) || InputType.IsRaw(type);
        return isPlain ? null : type;
    }
}
