using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>Runs one kind of user-data task. It keeps in the journal what must not happen twice.</summary>
public interface IUserDataTaskRunner
{
    /// <summary>Whether this runner is for the task.</summary>
    /// <param name="task">The task.</param>
    bool CanRun(UserDataTask task);

    /// <summary>Whether the task is to run at every boot.</summary>
    /// <param name="task">A task that this runner is for.</param>
    bool IsForEveryBoot(UserDataTask task);

    /// <summary>Runs the task, unless it is finished already.</summary>
    /// <param name="item">The task and its place.</param>
    /// <param name="context">The step's context; every act is a change.</param>
    /// <param name="cancellationToken">Cancels the task.</param>
    Task<UserDataTaskResult> RunAsync(UserDataItem item, StepContext context, CancellationToken cancellationToken);
}

/// <summary>One task of the user data and its place in it.</summary>
/// <param name="Task">The task.</param>
/// <param name="Ordinal">Its place, from 1.</param>
/// <param name="Count">How many tasks there are.</param>
/// <param name="Inputs">The step's inputs.</param>
public sealed record UserDataItem(UserDataTask Task, int Ordinal, int Count, RunUserDataInputs Inputs)
{
    /// <summary>
    /// Whether this instance has run another text of user data: then a task that is to run once does not, unless forced.
    /// </summary>
    public bool IsTextChanged { get; init; }

    /// <summary>Whether it runs although it is finished, or its text has changed: the run was forced.</summary>
    public bool IsForced { get; init; }
}
