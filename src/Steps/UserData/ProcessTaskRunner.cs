using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.UserData;

/// <summary>Runs a task that starts a process, and reads its exit code as EC2Launch v2 does.</summary>
/// <param name="detached">Watches what nobody waits for.</param>
internal sealed class ProcessTaskRunner(DetachedTasks detached)
{
    /// <summary>How often one script may ask for a reboot and another run (EC2 User Guide, "EC2Launch v2 exit codes").</summary>
    public const int MaxReboots = 5;

    /// <summary>ERROR_SUCCESS_REBOOT_REQUIRED and ERROR_SUCCESS_REBOOT_INITIATED (winerror.h).</summary>
    private static readonly int[] RebootCodes = [3010, 1641];

    public async Task<UserDataTaskResult> RunAsync(
        ProcessTask task, UserDataItem item, StepContext context, CancellationToken cancellationToken)
    {
        var kept = context.Recall(task.Key);
        var checkpoint = ScriptCheckpoint.Read(kept, task.Text);
        if (ReasonNotToRun(task, checkpoint, isNew: kept is null, item, context) is { } reason)
            return reason;

        int? ended;
        try
        {
            ended = await ExecuteAsync(task, context, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or ScriptStartException or WindowsException)
        {
            context.Remember(task.Key, (checkpoint with { Finished = false, Reboots = 0 }).ToString());
            return new UserDataTaskResult.Failed(exception.Message);
        }

        if (ended is not { } code)
            return new UserDataTaskResult.Finished();
        var (next, result) = RebootCodes.Contains(code)
            ? AfterReboot(checkpoint, task.Name, code)
            : AfterEnd(checkpoint, code == 0 ? null : Explain(task, code, item.Inputs.ErrorLines));
        context.Remember(task.Key, next.ToString());
        return result;
    }

    private static UserDataTaskResult? ReasonNotToRun(
        ProcessTask task, ScriptCheckpoint checkpoint, bool isNew, UserDataItem item, StepContext context)
    {
        if (task.IsAlways || item.IsForced)
            return null;
        if (checkpoint.Finished)
        {
            context.Logger.LogInformation("The {Script} is finished on this instance, so it does not run again.", task.Name);
            return new UserDataTaskResult.Finished();
        }

        return checkpoint.Replaced || (isNew && item.IsTextChanged)
            ? new UserDataTaskResult.NotRun($"the text of the {task.Name} is not the one that this instance has run, so it does "
                + "not run: it takes --force, or frequency always (<persist>true</persist>)")
            : null;
    }

    private static (ScriptCheckpoint Next, UserDataTaskResult Result) AfterReboot(
        ScriptCheckpoint checkpoint, string name, int code)
    {
        if (checkpoint.Reboots >= MaxReboots)
        {
            var failure = $"The {name} asked for a reboot once more (exit code {code}) after {MaxReboots} of them: "
                + "it must end with another code when its work is done.";
            return (checkpoint with { Finished = false, Reboots = 0 }, new UserDataTaskResult.Failed(failure));
        }

        return (
            checkpoint with { Finished = false, Reboots = checkpoint.Reboots + 1 },
            new UserDataTaskResult.RebootWanted(
                $"the {name} asks for a reboot (exit code {code}) and to run again", RunsAgain: true));
    }

    private static (ScriptCheckpoint Next, UserDataTaskResult Result) AfterEnd(ScriptCheckpoint checkpoint, string? failure) => (
        checkpoint with { Finished = failure is null, Reboots = 0 },
        failure is null ? new UserDataTaskResult.Finished() : new UserDataTaskResult.Failed(failure));

    /// <summary>Runs the task as a change.</summary>
    /// <returns>The exit code, 0 for a detached one; null in a dry run.</returns>
    private async Task<int?> ExecuteAsync(ProcessTask task, StepContext context, CancellationToken cancellationToken)
    {
        int? exitCode = null;
        await context.ChangeAsync(
            $"run the {task.Name} as {task.Account}{(task.Detach ? ", detached" : "")}",
            async token =>
            {
                context.Report($"running the {task.Name}");
                OutputFile.PrepareFolder(task.OutputPath);
                if (task.Detach)
                    await DetachAsync(task, context);
                exitCode = task.Detach ? 0 : await WaitAsync(task, context.Time, token);
            },
            cancellationToken);
        if (exitCode is { } code && !task.Detach)
            context.Logger.LogInformation("The {Script} ended with exit code {ExitCode}.", task.Name, code);
        return exitCode;
    }

    private Task DetachAsync(ProcessTask task, StepContext context)
    {
        context.Logger.LogInformation(
            "The {Script} is detached: the boot goes on. Its output: {Output} and {Errors}.",
            task.Name, task.OutputPath, task.ErrorPath);
        return detached.StartAsync(task.Name, DetachedResult.Of(task.OutputPath), task.Start, context);
    }

    private static async Task<int> WaitAsync(ProcessTask task, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = task.Timeout is { } bound ? new CancellationTokenSource(bound, time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await task.Start(either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The {task.Name} did not end within its timeout of {DurationText.Format(task.Timeout!.Value)}, so it was ended "
                + $"with all that it had started. See {task.OutputPath} and {task.ErrorPath}.");
        }
    }

    private static string Explain(ProcessTask task, int code, int errorLines)
    {
        var lines = FileTail.Read(task.ErrorPath, errorLines);
        var said = lines.Count == 0 ? "" : $" Its last words: {string.Join(" | ", lines)}.";
        return $"The {task.Name} ended with exit code {code}.{said} See {task.OutputPath} and {task.ErrorPath}.";
    }
}
