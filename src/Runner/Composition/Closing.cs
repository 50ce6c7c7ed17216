using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Composition;

/// <summary>Closes what was opened, last first, and all of it: a log on a full disk must not keep the lock.</summary>
internal sealed class Closing(Action<string> tell) : IAsyncDisposable
{
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
            if (await StepGuard.TryAsync(() => CloseAsync(part)) is { } problem)
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
