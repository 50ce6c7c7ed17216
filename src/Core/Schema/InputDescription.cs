using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Schema;

/// <summary>One input of a step, in words for people.</summary>
/// <param name="Key">The key; of an input within a map with its path: <c>password.type</c>.</param>
/// <param name="Type">What it holds: <c>text</c>, <c>true | false</c>, <c>duration</c>, the words of an enumeration ….</param>
/// <param name="Default">Its default as YAML, or null when it has none.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Meaning">What it means, or null when it says no more than its key.</param>
public sealed record InputDescription(string Key, string Type, string? Default, bool IsRequired, string? Meaning)
{
    /// <summary>Describes the inputs of a step, in order; those of a nested map in its place.</summary>
    public static IReadOnlyList<InputDescription> Of(StepDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return [.. Of(new InputShape(definition.InputsType), prefix: "")];
    }

    private static IEnumerable<InputDescription> Of(InputShape shape, string prefix, object? defaults = null)
    {
        defaults ??= shape.New();
        foreach (var property in shape.Properties)
        {
            var inner = Nullable.GetUnderlyingType(property.Type) ?? property.Type;
            var value = property.Read(defaults);
            if (IsNested(inner) && value is not null)
            {
                foreach (var nested in Of(InputShape.Of(inner, property.Holds), $"{prefix}{property.Key}.", value))
                    yield return nested;
                continue;
            }

            yield return new(
                prefix + property.Key, Word(inner, property.Holds),
                value is null or SecretText ? null : InputValue.Text(value, property.Holds),
                property.IsRequired, ConstraintSchema.Describe(property));
            if (!InputType.IsDictionary(inner, out _) && InputType.IsList(inner, out var item) && IsNested(item))
            {
                foreach (var nested in Of(InputShape.Of(item, property.Holds), $"{prefix}{property.Key}[]."))
                    yield return nested;
            }
        }
    }

    private static bool IsNested(Type type) =>
        !InputType.IsScalar(type) && !InputType.IsRaw(type)
        && !InputType.IsList(type, out _) && !InputType.IsDictionary(type, out _);

    private static string Word(Type type, HoldsAttribute? holds)
    {
        if (type.IsEnum)
            return string.Join(" | ", EnumWords.Of(type, holds).Keys);
        if (InputType.IsDictionary(type, out var value))
            return $"map of {Word(value, holds)}";
        if (InputType.IsList(type, out var item))
            return $"list of {Word(item, holds)}";
        return type == typeof(bool) ? "true | false"
            : type == typeof(int) || type == typeof(long) ? "whole number"
            : type == typeof(double) ? "number"
            : type == typeof(TimeSpan) ? "duration"
            : type == typeof(DateOnly) ? "day"
            : type == typeof(SecretText) ? "secret text"
            : type == typeof(string) ? "text"
            : "map";
    }
}
