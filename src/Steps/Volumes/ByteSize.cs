using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OpenLaunch.Steps.Volumes;

/// <summary>
/// Sizes as people write them: <c>64GiB</c>, <c>30719MiB</c>, <c>1024KiB</c>, or a plain number of bytes. Exact both ways.
/// </summary>
internal static class ByteSize
{
    private static readonly (string Unit, int Shift)[] Units = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10), ("B", 0)];

    /// <summary>Reads a size. Units are powers of 1,024 in their exact spelling; a blank may stand before the unit.</summary>
    /// <exception cref="FormatException">The text is no size, or more than 2^63 - 1 bytes.</exception>
    public static long Parse(string text) => TryParse(text, out var bytes) ? bytes : throw new FormatException(
        $"'{text}' is not a size: expected a whole number of bytes, or one with KiB, MiB, GiB or TiB, such as 64GiB.");

    /// <summary>Reads a size; false when the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out long bytes)
    {
        bytes = 0;
        if (text is null)
            return false;
        var (unit, shift) = Array.Find(Units, unit => text.EndsWith(unit.Unit, StringComparison.Ordinal));
        var digits = unit is null ? text : text[..^unit.Length].TrimEnd(' ');
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        if (number > long.MaxValue >> shift)
            return false;
        bytes = number << shift;
        return true;
    }

    /// <summary>Writes a size with the largest unit that leaves a whole number; <see cref="Parse"/> gives it back.</summary>
    public static string Format(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        var (unit, shift) = bytes == 0 ? ("B", 0) : Array.Find(Units, unit => bytes % (1L << unit.Shift) == 0);
        var number = (bytes >> shift).ToString(CultureInfo.InvariantCulture);
        return shift == 0 ? number : number + unit;
    }
}
