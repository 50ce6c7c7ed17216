namespace OpenLaunch.Core.Metadata;

/// <summary>A result that many callers share: the work starts once, and anew only when it failed or went stale.</summary>
internal sealed class SharedTask<T>(Func<T, bool> isFresh)
{
    private readonly Lock gate = new();
    private Task<T>? current;

    /// <summary>Joins the work under way, or gives its kept result, or starts it.</summary>
    public Task<T> GetAsync(Func<Task<T>> start)
    {
        lock (gate)
        {
            if (current is null || (current.IsCompleted && !HasFreshResult(current)))
            {
                // Not under the lock: the start of a request runs a good way before its first wait.
                current = Task.Run(start);
                _ = ObserveAsync(current);
            }

            return current;
        }
    }

    /// <summary>Forgets a result that proved to be of no use, unless a newer one is there already.</summary>
    public void Drop(T result)
    {
        lock (gate)
        {
            if (current is { IsCompletedSuccessfully: true } && ReferenceEquals(current.Result, result))
                current = null;
        }
    }

    private bool HasFreshResult(Task<T> task) => task.IsCompletedSuccessfully && isFresh(task.Result);

    // Every caller may have left before a failure; nobody then asks the task, which must not count as unobserved.
    private static async Task ObserveAsync(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
