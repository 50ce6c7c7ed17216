namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Keeps the output files of a running process within their bound. The process writes into them by itself, so ten times a second
/// the disk gets back the room of what will be left out: the files grow in length, not on disk. Disposal cuts the middle out.
/// </summary>
internal sealed class OutputBound : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource ending = new();
    private readonly IReadOnlyList<string> paths;
    private readonly long maxBytes;
    private readonly Task keeping;
    private bool isLetGo;

    public OutputBound(IReadOnlyList<string> paths, TimeProvider time, long maxBytes = OutputFile.MaxBytes)
    {
        (this.paths, this.maxBytes) = (paths, maxBytes);
        keeping = KeepAsync(time);
    }

    /// <summary>Leaves the files as they are: the process goes on.</summary>
    public void LetGo() => isLetGo = true;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await keeping;
        ending.Dispose();
        if (isLetGo)
            return;
        TryEach(path => OutputFile.Bound(path, maxBytes));
    }

    private async Task KeepAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
                TryEach(path => OutputFile.ReleaseMiddle(path, maxBytes));
        }
        catch (OperationCanceledException)
        {
            // The process has ended.
        }
    }

    // The bound is for the disk's sake: a file that somebody holds must not cost the process its exit code.
    private void TryEach(Action<string> act)
    {
        foreach (var path in paths)
        {
            try
            {
                act(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The next look tries again; what is left at the end stays long.
            }
        }
    }
}
