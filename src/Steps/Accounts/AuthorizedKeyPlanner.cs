namespace OpenLaunch.Steps.Accounts;

/// <summary>Compares a file of public keys with the keys that are to be in it.</summary>
internal static class AuthorizedKeyPlanner
{
    /// <summary>The keys that are missing. A key is there when its body is, whatever comment or options stand by.</summary>
    public static IReadOnlyList<string> Missing(string text, IReadOnlyList<string> keys)
    {
        var present = text.Split('\n').Select(line => line.Trim()).Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        return [.. keys.Where(key => !present.Contains(Body(key))).DistinctBy(Body)];
    }

    /// <summary>The text with the keys at its end.</summary>
    public static string Append(string text, IReadOnlyList<string> keys) =>
        text + (text.Length == 0 || text.EndsWith('\n') ? "" : "\n") + string.Concat(keys.Select(key => key + "\n"));

    // "options type body comment": the body is the longest word, for options hold no blank outside of quotes.
    private static string Body(string key) =>
        key.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .MaxBy(word => word.StartsWith("AAAA", StringComparison.Ordinal) ? int.MaxValue : word.Length)!;
}
