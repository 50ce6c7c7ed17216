using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>What a validation attribute asks of a value, in words that never repeat the value.</summary>
internal static class Constraint
{
    /// <summary>Whether the attribute is about each item when it stands on a list.</summary>
    public static bool IsAboutItems(ValidationAttribute constraint) =>
        constraint is RangeAttribute or DurationRangeAttribute or StringLengthAttribute or RegularExpressionAttribute
            or AllowedValuesAttribute or DeniedValuesAttribute;

    /// <returns>What the value must be, or null when it is that.</returns>
    public static string? Violation(ValidationAttribute constraint, string name, object value)
    {
        // A secret that is only named is checked when it is known.
        if (value is SecretText { IsKnown: false } || IsMet(constraint, value is SecretText secret ? secret.Reveal() : value))
            return null;
        // The attributes' own messages are templates; what an author wrote is a sentence.
        var written = constraint.ErrorMessage is { } message && !message.Contains('{') ? message : null;
        return written ?? Demand(constraint, value) ?? constraint.FormatErrorMessage(name);
    }

    /// <summary>The bounds of a range as text that documents hold: durations as durations; null for what is no range.</summary>
    public static (string Least, string Most)? Bounds(ValidationAttribute constraint) => constraint switch
    {
        RangeAttribute range => (Bound(range.Minimum), Bound(range.Maximum)),
        DurationRangeAttribute range => (Bound(range.Least), Bound(range.Most)),
        _ => null,
    };

    /// <summary>A bound of a range of durations: <c>1h30m</c>, or as .NET writes it, <c>01:30:00</c>.</summary>
    public static TimeSpan Duration(object bound) =>
        DurationText.TryParse((string)bound, out var duration)
            ? duration
            : TimeSpan.Parse((string)bound, System.Globalization.CultureInfo.InvariantCulture);

    private static string? Demand(ValidationAttribute constraint, object value) => constraint switch
    {
        RequiredAttribute => "must not be empty",
        _ when Bounds(constraint) is { } range => $"must be from {range.Least} to {range.Most}",
        StringLengthAttribute length => Size(length.MinimumLength, length.MaximumLength, value),
        LengthAttribute length => Size(length.MinimumLength, length.MaximumLength, value),
        MinLengthAttribute length => Size(length.Length, int.MaxValue, value),
        AtLeastAttribute least => Size(least.Items, int.MaxValue, value),
        MaxLengthAttribute length => Size(0, length.Length, value),
        RegularExpressionAttribute expression => $"must have the form {expression.Pattern}",
        AllowedValuesAttribute allowed => $"must be one of {string.Join(", ", allowed.Values)}",
        _ => null,
    };

    private static string Size(int least, int most, object value)
    {
        var what = value switch { string or SecretText => "character", IDictionary => "key", _ => "item" };
        return (least, most) switch
        {
            (_, int.MaxValue) => $"must have at least {Count(least, what)}",
            (0, _) => $"must have at most {Count(most, what)}",
            _ => $"must have {least} to {Count(most, what)}",
        };
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    private static bool IsMet(ValidationAttribute constraint, object value)
    {
        if (constraint is RangeAttribute range && value is TimeSpan duration)
            return duration >= Duration(range.Minimum) && duration <= Duration(range.Maximum);
        try
        {
            // The attribute takes an empty text for one that is not given, whatever its form.
            return constraint is RegularExpressionAttribute form && value is ""
                ? Regex.IsMatch("", form.Pattern, RegexOptions.None, form.MatchTimeout)
                : constraint.IsValid(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string Bound(object bound) => bound switch
    {
        TimeSpan duration => DurationText.Format(duration),
        string text => DurationText.Format(Duration(text)),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => $"{bound}",
    };
}
