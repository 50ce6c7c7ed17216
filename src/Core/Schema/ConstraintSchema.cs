using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Core.Schema;

/// <summary>Validation attributes in the words of JSON schema.</summary>
internal static class ConstraintSchema
{
    /// <summary>The property's description with what JSON schema has no word for: the bounds of a duration.</summary>
    public static string? Describe(InputProperty property)
    {
        foreach (var constraint in property.Constraints)
        {
            if (constraint is not RangeAttribute range || !IsDuration(property))
                continue;
            var (least, most) = Constraint.Bounds(range);
            return $"{property.Description ?? property.Key}; {least} to {most}";
        }

        return property.Description;
    }

    /// <summary>Writes the constraints of a value, or those of a list that hold for each item.</summary>
    public static void Write(Utf8JsonWriter json, InputProperty property, bool ofItems)
    {
        var isList = InputType.IsList(property.Type, out _);
        foreach (var constraint in property.Constraints)
        {
            if (ofItems == (isList && Constraint.IsAboutItems(constraint)))
                Write(json, property, constraint);
        }
    }

    private static void Write(Utf8JsonWriter json, InputProperty property, ValidationAttribute constraint)
    {
        switch (constraint)
        {
            case RangeAttribute range when !IsDuration(property):
                WriteBound(json, range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum", range.Minimum);
                WriteBound(json, range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum", range.Maximum);
                break;
            case StringLengthAttribute length:
                WriteSize(json, "Length", length.MinimumLength, length.MaximumLength);
                break;
            case LengthAttribute length:
                WriteSize(json, Sized(property), length.MinimumLength, length.MaximumLength);
                break;
            case MinLengthAttribute length:
                json.WriteNumber($"min{Sized(property)}", length.Length);
                break;
            case MaxLengthAttribute length:
                json.WriteNumber($"max{Sized(property)}", length.Length);
                break;
            case RegularExpressionAttribute expression:
                json.WriteString("pattern", $"^(?:{expression.Pattern})$");
                break;
            case AllowedValuesAttribute allowed:
                json.WriteStartArray("enum");
                foreach (var value in allowed.Values)
                    DefaultSchema.WriteValue(json, value);
                json.WriteEndArray();
                break;
        }
    }

    private static void WriteSize(Utf8JsonWriter json, string what, int least, int most)
    {
        if (least > 0)
            json.WriteNumber($"min{what}", least);
        json.WriteNumber($"max{what}", most);
    }

    private static string Sized(InputProperty property) =>
        InputType.IsDictionary(property.Type, out _) ? "Properties" : InputType.IsList(property.Type, out _) ? "Items" : "Length";

    private static bool IsDuration(InputProperty property) =>
        (Nullable.GetUnderlyingType(property.Type) ?? property.Type) == typeof(TimeSpan);

    /// <summary>An open end, infinity, has no number in JSON and needs no word.</summary>
    private static void WriteBound(Utf8JsonWriter json, string key, object bound)
    {
        if (bound is int whole)
            json.WriteNumber(key, whole);
        else if (Convert.ToDouble(bound, CultureInfo.InvariantCulture) is var number && double.IsFinite(number))
            json.WriteNumber(key, number);
    }
}
