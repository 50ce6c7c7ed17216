using System.Globalization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>The checkpoint of a task that starts no process: whether it has done its work on this instance.</summary>
/// <param name="item">The task and its place.</param>
/// <param name="task">The task.</param>
/// <param name="kind">The kind of work, which the journal's key begins with.</param>
/// <param name="context">The step's context, which keeps the checkpoint.</param>
internal sealed class OnceTask(UserDataItem item, ConfiguredTask task, string kind, StepContext context)
{
    private readonly string key = string.Create(CultureInfo.InvariantCulture, $"{kind}{item.Ordinal}");

    /// <summary>The result of a task that must not run, or null.</summary>
    public UserDataTaskResult? Settled()
    {
        if (item.IsForced)
            return null;
        var kept = context.Recall(key);
        var checkpoint = ScriptCheckpoint.Read(kept, TaskText.Of(task));
        if (checkpoint.Finished)
            return new UserDataTaskResult.Finished();
        return checkpoint.Replaced || (kept is null && item.IsTextChanged)
            ? new UserDataTaskResult.NotRun(
                $"the task {item.Ordinal} of {item.Count} ({task.Name}) is not the one that this instance has run, so it does "
                + "not run: it takes --force, or frequency always")
            : null;
    }

    /// <summary>Keeps that the task has done its work.</summary>
    public void Finish() =>
        context.Remember(key, (ScriptCheckpoint.Read(context.Recall(key), TaskText.Of(task)) with { Finished = true }).ToString());
}
