using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>Runs one kind of user-data task. It keeps in the journal what must not happen twice.</summary>
public interface IUserDataTaskRunner
{
    /// <summary>Whether this runner is for the task.</summary>
    /// <param name="task">The task.</param>
    bool CanRun(UserDataTask task);

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
public sealed record UserDataItem(UserDataTask Task, int Ordinal, int Count, RunUserDataInputs Inputs);

/// <summary>What became of one task: a closed set.</summary>
public abstract record UserDataTaskResult
{
    private UserDataTaskResult()
    {
    }

    /// <summary>It has done its work, now or before.</summary>
    public sealed record Finished : UserDataTaskResult;

    /// <summary>It wants to be run again after a reboot.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record RebootWanted(string Reason) : UserDataTaskResult;

    /// <summary>It failed. Later tasks run all the same.</summary>
    /// <param name="Message">What failed and why.</param>
    public sealed record Failed(string Message) : UserDataTaskResult;
}
