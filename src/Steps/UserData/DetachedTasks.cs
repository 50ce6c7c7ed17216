using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.UserData;

/// <summary>
/// The tasks of this run that nobody waits for. While the run lasts, the result of each is journaled when it ends; those that
/// go on longer are let go, and what became of them is in their output alone.
/// </summary>
public sealed class DetachedTasks : IAsyncDisposable
{
    private readonly CancellationTokenSource runEnds = new();
    private readonly Lock gate = new();
    private readonly List<Task> watches = [];

    /// <summary>Lets go of all.</summary>
    public async ValueTask DisposeAsync()
    {
        await runEnds.CancelAsync().ConfigureAwait(false);
        Task[] all;
        lock (gate)
            all = [.. watches];
        await Task.WhenAll(all).ConfigureAwait(false);
        runEnds.Dispose();
    }

    /// <summary>Starts a task; a failure to start is thrown.</summary>
    /// <returns>0: no code is waited for.</returns>
    internal async Task<int> StartAsync(ProcessTask task, StepContext context)
    {
        context.Logger.LogInformation(
            "The {Script} is detached: the boot goes on. Its output: {Output} and {Errors}.",
            task.Name, task.OutputPath, task.ErrorPath);
        var running = task.Start(runEnds.Token);
        if (running.IsFaulted)
            await running.ConfigureAwait(false);
        lock (gate)
            watches.Add(WatchAsync(task, running, context));
        return 0;
    }

    private static async Task WatchAsync(ProcessTask task, Task<int> running, StepContext context)
    {
        try
        {
            var code = await running.ConfigureAwait(false);
            context.Remember(
                $"{task.Key}Detached", string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}"));
            context.Logger.LogInformation("The detached {Script} ended with exit code {ExitCode}.", task.Name, code);
        }
        catch (OperationCanceledException)
        {
            // The run ends first, or the step was given up on: the task goes on by itself.
        }
    }
}
