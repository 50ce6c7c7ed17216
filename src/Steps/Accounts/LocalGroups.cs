using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The groups of the machine: made when missing, users put in, nobody taken out.</summary>
internal sealed class LocalGroups(ILocalGroups groups)
{
    public const string Administrators = "Administrators";

    /// <returns>The members' identifiers; none of a group that was made.</returns>
    public async Task<IReadOnlyList<string>> EnsureAsync(string name, StepContext context, CancellationToken cancellationToken)
    {
        if (await groups.FindAsync(name, cancellationToken) is { } found)
            return found.MemberSids;
        await context.ChangeAsync($"make the group '{name}'", token => groups.CreateAsync(name, token), cancellationToken);
        return [];
    }

    public async Task EnsureMemberAsync(
        string name, LocalAccount account, StepContext context, CancellationToken cancellationToken)
    {
        var members = await EnsureAsync(name, context, cancellationToken);
        if (members.Contains(account.Sid))
            return;
        await context.ChangeAsync(
            $"put the user '{account.Name}' into the group '{name}'",
            token => groups.AddMemberAsync(name, account.Sid, token), cancellationToken);
    }

    /// <summary>Whether the account is in Administrators, or would be if a dry run were none.</summary>
    public async Task<bool> IsAdministratorAsync(
        LocalAccount account, IReadOnlyList<string> asked, CancellationToken cancellationToken) =>
        asked.Contains(Administrators, StringComparer.OrdinalIgnoreCase)
        || (await groups.FindAsync(Administrators, cancellationToken))?.MemberSids.Contains(account.Sid) == true;
}
