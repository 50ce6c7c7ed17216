using System.Globalization;
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
            : string.Create(CultureInfo.InvariantCulture, $"add {missing.Count} {(missing.Count == 1 ? "key" : "keys")} to");
        await context.ChangeAsync(
            $"{act} the authorized keys of {owner}",
            token => files.WriteAsync(owner, AuthorizedKeyPlanner.Append(file.Text, missing), token), cancellationToken);
    }
}
