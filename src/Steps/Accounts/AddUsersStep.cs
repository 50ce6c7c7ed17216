using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Makes local users and groups as they are asked for; what is as it must be stays untouched, and nothing is removed.</summary>
/// <param name="accounts">The local accounts.</param>
/// <param name="groups">The local groups.</param>
/// <param name="keys">The files of public keys.</param>
[Step(
    "addUsers", "Makes local users and groups, and adds the public keys that OpenSSH reads",
    Frequency = StepFrequency.PerInstance)]
public sealed class AddUsersStep(ILocalAccounts accounts, ILocalGroups groups, IAuthorizedKeys keys)
    : Step<AddUsersInputs>
{
    private readonly LocalGroups localGroups = new(groups);
    private readonly LocalKeys localKeys = new(keys);
    private readonly LocalUsers localUsers = new(accounts, new(groups), new(keys));

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        AddUsersInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        List<string> failures = [];
        foreach (var user in inputs.Users)
            await TryAsync(() => localUsers.EnsureAsync(user, context, cancellationToken), failures);
        foreach (var group in inputs.Groups)
            await TryAsync(() => EnsureAsync(group, inputs, failures, context, cancellationToken), failures);
        if (inputs.AuthorizedKeys.Count > 0)
            await TryAsync(
                () => localKeys.EnsureAsync(KeyOwner.Administrators, inputs.AuthorizedKeys, context, cancellationToken), failures);
        return failures.Count > 0 ? StepOutcome.Failed(string.Join('\n', failures)) : StepOutcome.Done;
    }

    private async Task EnsureAsync(
        GroupInputs wanted, AddUsersInputs inputs, List<string> failures, StepContext context, CancellationToken cancellationToken)
    {
        await localGroups.EnsureAsync(wanted.Name, context, cancellationToken);
        foreach (var member in wanted.Members)
        {
            if (await accounts.FindAsync(member, cancellationToken) is { } account)
                await localGroups.EnsureMemberAsync(wanted.Name, account, context, cancellationToken);
            else if (context.DryRun && inputs.Users.FirstOrDefault(user => IsSame(user.Name, member)) is { } planned)
                await localGroups.EnsureMemberAsync(
                    wanted.Name, new LocalAccount { Name = planned.Name, Sid = "" }, context, cancellationToken);
            else
                failures.Add($"There is no local user '{member}' to put into the group '{wanted.Name}'.");
        }
    }

    /// <summary>One that fails costs no other.</summary>
    private static async Task TryAsync(Func<Task> act, List<string> failures)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is WindowsException or IOException or UnauthorizedAccessException)
        {
            failures.Add(exception.Message);
        }
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
