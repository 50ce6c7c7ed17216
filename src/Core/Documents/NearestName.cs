namespace OpenLaunch.Core.Documents;

/// <summary>Finds the name that someone who mistyped a name most likely meant.</summary>
public static class NearestName
{
    private const int LongestCompared = 100;

    /// <summary>Finds the nearest name: by fewest characters changed, left out, added or swapped; case does not count.</summary>
    /// <param name="wrong">The name as written.</param>
    /// <param name="valid">The valid names; of equally near ones the first is taken.</param>
    /// <returns>The name, or null when none is near: more than a third of it differs.</returns>
    public static string? Find(string wrong, IEnumerable<string> valid)
    {
        string? nearest = null;
        var least = Math.Max(1, wrong.Length / 3) + 1;
        foreach (var name in valid)
        {
            if (wrong.Length > LongestCompared || name.Length > LongestCompared || Math.Abs(name.Length - wrong.Length) >= least)
                continue;
            var distance = Distance(wrong, name);
            if (distance < least)
                (nearest, least) = (name, distance);
        }

        return nearest;
    }

    /// <summary>The optimal string alignment distance.</summary>
    private static int Distance(string from, string to)
    {
        Span<int> beforePrevious = stackalloc int[to.Length + 1];
        Span<int> previous = stackalloc int[to.Length + 1];
        Span<int> current = stackalloc int[to.Length + 1];
        for (var column = 0; column <= to.Length; column++)
            previous[column] = column;
        for (var row = 1; row <= from.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= to.Length; column++)
            {
                var same = Same(from[row - 1], to[column - 1]);
                current[column] = Math.Min(
                    Math.Min(previous[column], current[column - 1]) + 1, previous[column - 1] + (same ? 0 : 1));
                if (row > 1 && column > 1 && Same(from[row - 1], to[column - 2]) && Same(from[row - 2], to[column - 1]))
                    current[column] = Math.Min(current[column], beforePrevious[column - 2] + 1);
            }

            var spare = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = spare;
        }

        return previous[to.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
