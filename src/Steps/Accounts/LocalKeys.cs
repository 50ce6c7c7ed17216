using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The public keys that sshd reads: those that are there stay.</summary>
internal sealed class LocalKeys(IAuthorizedKeys files)
{
    public async Task EnsureAsync(
        KeyOwner owner, IReadOnlyList<string> keys, StepContext context, CancellationToken cancellationToken)
    {
        // In a dry run the user may not be there yet, and then has no file either.
        var isNew = owner is { User: not null, Sid: "" };
        var file = isNew ? new AuthorizedKeyFile("", IsPrivate: true) : await files.ReadAsync(owner, cancellationToken);
        var missing = AuthorizedKeyPlanner.Missing(file.Text, keys);
        if (missing.Count == 0 && file.IsPrivate)
            return;
        var act = missing.Count == 0
            ? "restrict the access to"
            : $"add {missing.Count} {(missing.Count == 1 ? "key" : "keys")} to";
        await context.ChangeAsync(
            $"{act} the authorized keys of {owner}",
            token => files.WriteAsync(owner, AuthorizedKeyPlanner.Append(file.Text, missing), token), cancellationToken);
    }
}

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
