namespace OpenLaunch.Steps.Scripts;

/// <summary>The scripts of this run that nobody waits for. They are let go when the run ends.</summary>
public sealed class DetachedScripts : IAsyncDisposable
{
    private readonly CancellationTokenSource runEnds = new();
    private readonly Lock gate = new();
    private readonly List<Task> running = [];

    /// <summary>Starts a script and does not wait for it; a failure to start is thrown.</summary>
    /// <param name="start">Starts it; the token tells it that the run ends.</param>
    internal async Task StartAsync(Func<CancellationToken, Task<int>> start)
    {
        var script = start(runEnds.Token);
        if (script.IsCompleted)
            await script.ConfigureAwait(false);
        lock (gate)
            running.Add(script);
    }

    /// <summary>Lets go of all.</summary>
    public async ValueTask DisposeAsync()
    {
        await runEnds.CancelAsync().ConfigureAwait(false);
        Task[] all;
        lock (gate)
            all = [.. running];
        // The run ends first, and they go on by themselves; what becomes of them is in their output alone.
        await Task.WhenAll(all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        runEnds.Dispose();
    }
}
