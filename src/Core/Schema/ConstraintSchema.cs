using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Core.Schema;

/// <summary>Validation attributes in the words of JSON schema.</summary>
internal static class ConstraintSchema
{
    /// <summary>The property's description with what JSON schema has no word for: the bounds of a duration.</summary>
    public static string? Describe(InputProperty property)
    {
        if (!IsDuration(property) || property.Constraints.Select(Constraint.Bounds).FirstOrDefault(range => range is not null)
            is not var (least, most))
            return property.Description;
        return $"{property.Description ?? property.Key}; {least} to {most}";
    }

    /// <summary>Adds the constraints of a property to its schema, those of a list's items to theirs.</summary>
    public static void Add(JsonObject schema, InputProperty property)
    {
        var isMap = InputType.IsDictionary(property.Type, out _);
        var isList = !isMap && InputType.IsList(property.Type, out _);
        var sized = isMap ? "Properties" : isList ? "Items" : "Length";
        foreach (var constraint in property.Constraints)
        {
            if (isList && Constraint.IsAboutItems(constraint))
                Add((JsonObject)schema["items"]!, property, constraint, "Length");
            else if (!IsDuration(property))
                Add(schema, property, constraint, sized);
        }
    }

    private static void Add(JsonObject schema, InputProperty property, ValidationAttribute constraint, string sized)
    {
        var (least, most) = constraint switch
        {
            StringLengthAttribute length => (length.MinimumLength, length.MaximumLength),
            LengthAttribute length => (length.MinimumLength, length.MaximumLength),
            MinLengthAttribute length => (length.Length, int.MaxValue),
            AtLeastAttribute fewest => (fewest.Items, int.MaxValue),
            MaxLengthAttribute length => (0, length.Length),
            _ => (0, int.MaxValue),
        };
        if (least > 0)
            schema[$"min{sized}"] = least;
        if (most < int.MaxValue)
            schema[$"max{sized}"] = most;
        if (constraint is RangeAttribute range)
        {
            AddBound(schema, range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum", range.Minimum);
            AddBound(schema, range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum", range.Maximum);
        }
        else if (constraint is RegularExpressionAttribute expression)
        {
            schema["pattern"] = $"^(?:{expression.Pattern})$";
        }
        else if (constraint is AllowedValuesAttribute allowed)
        {
            schema["enum"] = InputValue.Of(allowed.Values, property.Holds);
        }
    }

    /// <summary>An open end, infinity, has no number in JSON and needs no word.</summary>
    private static void AddBound(JsonObject schema, string key, object bound)
    {
        if (bound is int whole)
            schema[key] = whole;
        else if (Convert.ToDouble(bound, CultureInfo.InvariantCulture) is var number && double.IsFinite(number))
            schema[key] = number;
    }

    private static bool IsDuration(InputProperty property) =>
        (Nullable.GetUnderlyingType(property.Type) ?? property.Type) == typeof(TimeSpan);
}
