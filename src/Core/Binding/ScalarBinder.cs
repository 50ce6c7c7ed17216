using System.Globalization;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>From the text of a scalar to a value of a simple type.</summary>
internal static class ScalarBinder
{
    /// <summary>Converts a scalar that is not null.</summary>
    /// <param name="type">The type, not a nullable one.</param>
    /// <param name="holds">Names an enumeration whose words have names of their own, or null.</param>
    /// <param name="value">The value, when the text is one.</param>
    /// <returns>What is expected instead, or null when the text is a value.</returns>
    public static string? Convert(Type type, HoldsAttribute? holds, ScalarNode scalar, out object? value)
    {
        var text = scalar.Text;
        if (type.IsEnum)
            return Word(EnumWords.Of(type, holds), text, out value);
        if (type == typeof(string))
            return Give(text, out value);
        if (type == typeof(SecretText))
            return Give(new SecretText(text), out value);
        if (type == typeof(TimeSpan))
            return Result(DurationText.TryParse(text, out var duration), duration, DurationText.Expected, out value);
        if (type == typeof(DateOnly))
            return Result(IsDay(text, out var day), day, "a day as in 2030-10-01", out value);
        if (type == typeof(bool))
            return Result(!scalar.IsQuoted && text is ("true" or "false"), text == "true", "true or false", out value);
        if (type == typeof(double))
            return Result(IsNumber(scalar, out var number), number, "a number", out value);
        if (type == typeof(long))
            return Result(IsWhole(scalar, out var whole), whole, "a whole number", out value);
        return Result(IsWhole(scalar, out var small) && small == (int)small, (int)small, "a whole number", out value);
    }

    private static string? Word(OrderedDictionary<string, object> words, string text, out object? value)
    {
        if (words.TryGetValue(text, out value))
            return null;
        var nearest = NearestName.Find(text, words.Keys);
        var all = $"one of {string.Join(", ", words.Keys)}";
        return nearest is null ? all : $"{all} (did you mean {Wording.Quote(nearest)}?)";
    }

    private static bool IsWhole(ScalarNode scalar, out long value)
    {
        value = 0;
        return !scalar.IsQuoted
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    private static bool IsNumber(ScalarNode scalar, out double value)
    {
        value = 0;
        return !scalar.IsQuoted && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    private static bool IsDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string? Give(object given, out object? value)
    {
        value = given;
        return null;
    }

    private static string? Result(bool valid, object candidate, string expected, out object? value)
    {
        value = valid ? candidate : null;
        return valid ? null : expected;
    }
}
