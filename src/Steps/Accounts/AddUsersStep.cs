using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Makes local users and groups as they are asked for. What is as it must be stays; nothing is removed.</summary>
/// <param name="keys">The files of public keys.</param>
[Step(
    "addUsers", "Makes local users and groups, and adds the public keys that OpenSSH reads",
    Frequency = StepFrequency.PerInstance)]
public sealed class AddUsersStep(ILocalAccounts accounts, ILocalGroups groups, IAuthorizedKeys keys) : Step<AddUsersInputs>
{
    private const string DomainController =
        "This is a domain controller: a user or group made here is one of the whole domain. Make it there: New-ADUser.";

    private readonly LocalGroups localGroups = new(groups);
    private readonly LocalKeys localKeys = new(keys);
    private readonly LocalUsers localUsers = new(accounts, new(groups), new(keys));

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        AddUsersInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        List<string> failures = [];
        var acts = KeyActs(inputs, context, cancellationToken);
        if (inputs.Users.Count + inputs.Groups.Count == 0 || !accounts.IsDomainController)
            acts = AccountActs(inputs, context, cancellationToken).Concat(acts);
        else
            failures.Add(DomainController);
        if (failures.Count > 0 && !context.DryRun)
            context.Console.WriteLine(ConsoleTopic.Progress, $"Message: No users and groups made: {DomainController}");
        foreach (var act in acts)
            await TryAsync(act, failures);
        return failures.Count > 0 ? StepOutcome.Failed(string.Join('\n', failures)) : StepOutcome.Done;
    }

    private IEnumerable<Func<Task>> AccountActs(AddUsersInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        foreach (var user in inputs.Users)
            yield return () => localUsers.EnsureAsync(user, context, cancellationToken);
        foreach (var group in inputs.Groups)
        {
            yield return () => localGroups.EnsureAsync(group.Name, context, cancellationToken);
            foreach (var member in group.Members)
                yield return () => EnsureMemberAsync(group.Name, member, inputs, context, cancellationToken);
        }
    }

    private IEnumerable<Func<Task>> KeyActs(AddUsersInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (inputs.AuthorizedKeys.Count > 0)
            yield return () => localKeys.EnsureAsync(KeyOwner.Administrators, inputs.AuthorizedKeys, context, cancellationToken);
    }

    private async Task EnsureMemberAsync(
        string group, string member, AddUsersInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(member, cancellationToken);
        if (account is null && context.DryRun)
        {
            // In a dry run the users above are not there yet.
            var planned = inputs.Users.FirstOrDefault(
                user => string.Equals(user.Name, member, StringComparison.OrdinalIgnoreCase));
            account = planned is null ? null : new LocalAccount { Name = planned.Name, Sid = "" };
        }

        if (account is null)
            throw new MachineException($"There is no local user '{member}' to put into the group '{group}'.");
        await localGroups.EnsureMemberAsync(group, account, context, cancellationToken);
    }

    /// <summary>One act that fails costs no other.</summary>
    private static async Task TryAsync(Func<Task> act, List<string> failures)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is MachineException or IOException or UnauthorizedAccessException)
        {
            failures.Add(exception.Message);
        }
    }
}
