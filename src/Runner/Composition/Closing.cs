using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// Closes what was opened, last first, and all of it: neither a log on a full disk nor a service of an extension that never ends
/// may keep the lock.
/// </summary>
internal sealed class Closing(Action<string> tell, TimeProvider time) : IAsyncDisposable
{
    // A serial port lets out what waits for it within 30 s.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Stack<object> open = [];

    public T Add<T>(T part)
        where T : notnull
    {
        open.Push(part);
        return part;
    }

    public async ValueTask DisposeAsync()
    {
        while (open.TryPop(out var part))
        {
            if (await StepGuard.TryAsync(() => Task.Run(() => CloseAsync(part)).WaitAsync(Patience, time)) is { } problem)
                tell($"warning: {part.GetType().Name} could not be closed: {StepGuard.TextOf(problem)}");
        }
    }

    private static async Task CloseAsync(object part)
    {
        if (part is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else
            (part as IDisposable)?.Dispose();
    }
}
