namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>Finds the known name that a mistyped one most likely meant.</summary>
internal static class NearestName
{
    // Names are short; a longer text is not a typing mistake and not worth comparing.
    private const int MaxLength = 40;

    /// <summary>The nearest name, or null when none is near: more than two edits away, or a third of the name.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > MaxLength)
            return null;
        var (nearest, distance) = known
            .Select(candidate => (candidate, Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .MinBy(pair => pair.Item2);
        return distance <= Math.Max(2, name.Length / 3) && distance < name.Length ? nearest : null;
    }

    /// <summary>A sentence that names the nearest known name, or all of them when none is near.</summary>
    public static string Advice(string name, IReadOnlyCollection<string> known) =>
        Find(name, known) is { } nearest ? $"did you mean '{nearest}'?" : $"known are {string.Join(", ", known)}.";

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
