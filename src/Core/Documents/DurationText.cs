using System.Globalization;
using System.Text;

namespace OpenLaunch.Core.Documents;

/// <summary>
/// Durations as people write them: <c>100ms</c>, <c>30s</c>, <c>5m</c>, <c>2h</c>, <c>1d</c>, and together <c>1h30m</c>.
/// Whole numbers, each unit at most once, the larger unit first.
/// </summary>
public static class DurationText
{
    /// <summary>What a duration looks like, for error messages.</summary>
    public const string Expected = "a duration such as 30s, 5m or 1h30m";

    /// <summary>The form as a regular expression, for the JSON schema.</summary>
    public const string Pattern = "^(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?$";

    private const int MostDigits = 9;

    private static readonly (string Name, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Reads a duration.</summary>
    /// <param name="duration">The duration, when the text is one.</param>
    /// <returns>Whether it is one that fits <see cref="TimeSpan"/> and has no number of more than 9 digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        if (text.IsEmpty)
            return false;
        var (ticks, nextUnit) = (0L, 0);
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > MostDigits)
                return false;
            var number = long.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            text = text[digits..];
            var letters = text.IndexOfAnyInRange('0', '9');
            var unit = FindUnit(letters < 0 ? text : text[..letters]);
            if (unit < nextUnit || number > (long.MaxValue - ticks) / Units[unit].Ticks)
                return false;
            ticks += number * Units[unit].Ticks;
            text = text[Units[unit].Name.Length..];
            nextUnit = unit + 1;
        }

        duration = new(ticks);
        return true;
    }

    /// <summary>Writes a duration in the form that <see cref="TryParse"/> reads; parts of a millisecond are dropped.</summary>
    /// <param name="duration">The duration, zero or longer.</param>
    public static string Format(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        var builder = new StringBuilder();
        var rest = duration.Ticks;
        foreach (var (name, ticks) in Units)
        {
            if (rest >= ticks)
                builder.Append(rest / ticks).Append(name);
            rest %= ticks;
        }

        return builder.Length == 0 ? "0s" : builder.ToString();
    }

    private static int FindUnit(ReadOnlySpan<char> name)
    {
        for (var index = 0; index < Units.Length; index++)
        {
            if (name.SequenceEqual(Units[index].Name))
                return index;
        }

        return -1;
    }
}
