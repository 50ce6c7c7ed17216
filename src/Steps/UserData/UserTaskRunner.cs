using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.UserData.Parsing.Forms;

namespace OpenLaunch.Steps.UserData;

/// <summary>Carries out cloud-config's <c>users</c>, <c>groups</c> and <c>ssh_authorized_keys</c>, once on an instance.</summary>
/// <param name="accounts">The local accounts.</param>
/// <param name="users">Makes and edits users.</param>
/// <param name="groups">The local groups.</param>
/// <param name="keys">The files of public keys.</param>
public sealed class UserTaskRunner(ILocalAccounts accounts, ILocalUsers users, ILocalGroups groups, IAuthorizedKeys keys)
    : IUserDataTaskRunner
{
    private readonly GroupKeeper groupKeeper = new(groups);
    private readonly KeyKeeper keyKeeper = new(keys);
    private readonly UserKeeper userKeeper = new(accounts, users, new(groups), new(keys));

    /// <inheritdoc/>
    public bool CanRun(UserDataTask task) => task is ConfiguredTask { Name: "users" or "groups" or "ssh_authorized_keys" };

    /// <inheritdoc/>
    public bool IsForEveryBoot(UserDataTask task) => false;

    /// <inheritdoc/>
    public async Task<UserDataTaskResult> RunAsync(UserDataItem item, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(context);
        var task = (ConfiguredTask)item.Task;
        var once = new OnceTask(item, task, "accounts", context);
        if (once.Settled() is { } settled)
            return settled;
        List<string> failures = [];
        foreach (var act in Acts(task, context, failures, cancellationToken))
            await TryAsync(act, failures);
        if (failures.Count > 0)
            return new UserDataTaskResult.Failed(string.Join('\n', failures));
        once.Finish();
        return new UserDataTaskResult.Finished();
    }

    /// <summary>One act for each entry, so that one that fails costs no other.</summary>
    private IEnumerable<Func<Task>> Acts(
        ConfiguredTask task, StepContext context, List<string> failures, CancellationToken cancellationToken)
    {
        // What is wrong with an entry is a problem of the document already, and fails the step.
        var reader = new UserRequestReader(new ProblemList());
        return task.Name switch
        {
            "users" => reader.Users(task.Inputs)
                .Select<UserRequest, Func<Task>>(user => () => userKeeper.EnsureAsync(user, context, cancellationToken)),
            "groups" => reader.Groups(task.Inputs)
                .Select<GroupRequest, Func<Task>>(group => () => EnsureAsync(group, context, failures, cancellationToken)),
            _ => [() => keyKeeper.EnsureAsync(
                KeyOwner.Administrators, reader.Keys(task.Inputs), context, cancellationToken)],
        };
    }

    private async Task EnsureAsync(
        GroupRequest wanted, StepContext context, List<string> failures, CancellationToken cancellationToken)
    {
        await groupKeeper.EnsureAsync(wanted.Name, context, cancellationToken);
        foreach (var member in wanted.Members)
        {
            if (await userKeeper.FindAsync(member, cancellationToken) is { } account)
                await groupKeeper.EnsureMemberAsync(wanted.Name, account, context, cancellationToken);
            else
                failures.Add($"There is no local user '{member}' to put into the group '{wanted.Name}'.");
        }
    }

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
}
