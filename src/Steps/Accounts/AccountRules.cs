using System.Buffers;

namespace OpenLaunch.Steps.Accounts;

/// <summary>
/// What Windows takes of users and groups (Microsoft Learn, "NetUserAdd function", "NetLocalGroupAdd function"). Problems are
/// clauses that follow what they are about; none repeats more than a character of it.
/// </summary>
internal static class AccountRules
{
    private const int LongestUserName = 20;
    private const int LongestGroupName = 256;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\"/\\[]:;|=,+*?<>@");

    public static string? UserNameProblem(string name) => NameProblem(name, LongestUserName);

    public static string? GroupNameProblem(string name) => NameProblem(name, LongestGroupName);

    /// <summary>Windows keeps the seconds since 1970 in 32 bits; none mean never, and so do all ones.</summary>
    public static bool CanExpireOn(DateOnly day) => day.Year is >= 1971 and <= 2105;

    /// <summary>What is wrong with public keys, or null.</summary>
    public static string? KeyProblem(IReadOnlyList<string> keys) =>
        keys.All(IsKey) ? null : "a key must be one line, as in a file of public keys";

    /// <summary>Whether a text is one line that is not empty.</summary>
    public static bool IsKey(string key) => !string.IsNullOrWhiteSpace(key) && !key.AsSpan().ContainsAny('\r', '\n');

    public static bool AreTwoSame(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Any(same => same.Count() > 1);

    private static string? NameProblem(string name, int longest)
    {
        if (string.IsNullOrWhiteSpace(name))
            return "must not be empty";
        if (name.Length > longest)
            return $"has {name.Length} characters; Windows takes at most {longest}";
        if (name.AsSpan().IndexOfAny(Forbidden) is var place and >= 0)
            return $"holds '{name[place]}', which Windows does not take in a name";
        if (name.Any(char.IsControl))
            return "holds a control character, which Windows does not take in a name";
        if (name[^1] == '.')
            return "ends with a period, which Windows does not take in a name";
        return name != name.Trim() ? "begins or ends with a blank" : null;
    }
}
