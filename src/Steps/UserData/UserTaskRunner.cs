using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.UserData.Parsing.Forms;

namespace OpenLaunch.Steps.UserData;

/// <summary>Carries out cloud-config's <c>users</c>, <c>groups</c> and <c>ssh_authorized_keys</c>, once on an instance.</summary>
/// <param name="accounts">The local accounts.</param>
/// <param name="groups">The local groups.</param>
/// <param name="keys">The files of public keys.</param>
public sealed class UserTaskRunner(ILocalAccounts accounts, ILocalGroups groups, IAuthorizedKeys keys)
    : IUserDataTaskRunner
{
    private readonly AddUsersStep step = new(accounts, groups, keys);

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
        if (await step.RunAsync(Inputs(task), context, cancellationToken) is StepOutcome.FailedOutcome failed)
            return new UserDataTaskResult.Failed(failed.Message);
        once.Finish();
        return new UserDataTaskResult.Finished();
    }

    private static AddUsersInputs Inputs(ConfiguredTask task)
    {
        // What is wrong with an entry is a problem of the document already, and fails the step.
        var reader = new UserRequestReader(new ProblemList());
        return task.Name switch
        {
            "users" => new() { Users = reader.Users(task.Inputs) },
            "groups" => new() { Groups = reader.Groups(task.Inputs) },
            _ => new() { AuthorizedKeys = reader.Keys(task.Inputs) },
        };
    }
}
