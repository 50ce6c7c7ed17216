using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// The processes of this run that nobody waits for. While the run lasts, the result of each is journaled when it ends; those
/// that go on longer are let go and leave their result in a file, which the next run journals.
/// </summary>
public sealed class DetachedTasks : IAsyncDisposable
{
    private readonly CancellationTokenSource runEnds = new();
    private readonly Lock gate = new();
    private readonly List<Task> watches = [];

    /// <summary>Lets go of all.</summary>
    public async ValueTask DisposeAsync()
    {
        await runEnds.CancelAsync();
        Task[] all;
        lock (gate)
            all = [.. watches];
        await Task.WhenAll(all);
        runEnds.Dispose();
    }

    /// <summary>Starts a process; a failure to start is thrown.</summary>
    /// <param name="start">Starts it; the token tells that the run ends.</param>
    /// <param name="context">The step's context, which keeps the result.</param>
    internal async Task StartAsync(
        string name, DetachedResult result, Func<CancellationToken, Task<int>> start, StepContext context)
    {
        result.Clear();
        context.Remember(result.Key, DetachedResult.Open);
        var running = start(runEnds.Token);
        if (running.IsFaulted)
            await running;
        lock (gate)
            watches.Add(WatchAsync(name, result, running, context));
    }

    private static async Task WatchAsync(string name, DetachedResult result, Task<int> running, StepContext context)
    {
        try
        {
            var code = await running;
            context.TryRemember(result.Key, DetachedResult.Ended(code));
            context.Logger.LogInformation("The detached {Script} ended with exit code {ExitCode}.", name, code);
        }
        catch (Exception late) when (late is OperationCanceledException or ObjectDisposedException)
        {
            // The run ends first, or the step was given up on: the process goes on by itself. One that ended just after the
            // journal was closed has left its result file, which the next run journals.
        }
        catch (Exception lost) when (lost is MachineException or IOException or UnauthorizedAccessException)
        {
            context.Logger.LogWarning("The end of the detached {Script} is not known: {Reason}", name, lost.Message);
        }
    }
}
