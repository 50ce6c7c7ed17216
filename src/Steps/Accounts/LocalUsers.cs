using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The users of the machine, made as they are asked for: what is as it must be stays untouched.</summary>
internal sealed class LocalUsers(ILocalAccounts accounts, LocalGroups groups, LocalKeys keys)
{
    public async Task EnsureAsync(UserInputs wanted, StepContext context, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(wanted.Name, cancellationToken) is { } found
            ? await SetPasswordAsync(found, wanted, context, cancellationToken)
            : await CreateAsync(wanted, context, cancellationToken);
        foreach (var edit in UserPlanner.Plan(account, wanted))
            await context.ChangeAsync(edit.Description, token => edit.ApplyAsync(accounts, token), cancellationToken);
        var wantedGroups = UserPlanner.Groups(wanted);
        foreach (var group in wantedGroups)
            await groups.EnsureMemberAsync(group, account, context, cancellationToken);
        if (wanted.AuthorizedKeys.Count == 0)
            return;
        var owner = await groups.IsAdministratorAsync(account, wantedGroups, cancellationToken)
            ? KeyOwner.Administrators
            : new KeyOwner(account.Name, account.Sid);
        await keys.EnsureAsync(owner, wanted.AuthorizedKeys, context, cancellationToken);
    }

    private async Task<LocalAccount> CreateAsync(UserInputs wanted, StepContext context, CancellationToken cancellationToken)
    {
        // Nobody learns a random password: it keeps others out until somebody sets one.
        var (password, kind) = wanted.Password is { } given
            ? (given, "its password")
            : (PasswordGenerator.Generate(), "a random password that is not kept");
        await context.ChangeAsync(
            $"make the user '{wanted.Name}' with {kind}",
            token => accounts.CreateAsync(wanted.Name, password, token), cancellationToken);
        if (context.DryRun)
            return new LocalAccount { Name = wanted.Name, Sid = "" };
        return await accounts.FindAsync(wanted.Name, cancellationToken) ?? throw new MachineException(
            $"Windows said that it made the user '{wanted.Name}', but does not find it. Make the user by hand.");
    }

    private async Task<LocalAccount> SetPasswordAsync(
        LocalAccount account, UserInputs wanted, StepContext context, CancellationToken cancellationToken)
    {
        if (wanted.Password is { } password && !await accounts.HasPasswordAsync(account.Name, password, cancellationToken))
            await context.ChangeAsync(
                $"set the password of the user '{account.Name}'",
                token => accounts.SetPasswordAsync(account.Name, password, token), cancellationToken);
        return account;
    }
}
