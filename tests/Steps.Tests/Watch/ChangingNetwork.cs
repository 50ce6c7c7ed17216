using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Tests.Watch;

/// <summary>
/// A network that changes when a test says so. All is done on the test's own thread: the watch goes on inside the call that
/// reports a change or moves the clock.
/// </summary>
public sealed class ChangingNetwork : INetworkAdapters
{
    private readonly FakeTimeProvider time;
    private readonly List<TaskCompletionSource> waits = [];
    private readonly List<WeakReference> everyWait = [];

    public ChangingNetwork(FakeTimeProvider time) => this.time = time;

    public int Differences { get; set; }

    public bool RepairHelps { get; set; } = true;

    public Exception? Refusal { get; set; }

    public List<DateTimeOffset> Repairs { get; } = [];

    public List<DateTimeOffset> LicenceChecks { get; } = [];

    public int OpenWaits => waits.Count;

    /// <summary>How many of all waits that there ever were are still held by somebody.</summary>
    public int LivingWaits => everyWait.Count(wait => wait.IsAlive);

    public Task<IReadOnlyList<NetworkAdapter>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<NetworkAdapter>>([]);

    public async Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        if (Refusal is { } refusal)
            throw refusal;
        var wait = new TaskCompletionSource();
        waits.Add(wait);
        everyWait.Add(new(wait));
        using var timer = time.CreateTimer(_ => wait.TrySetResult(), null, bound, Timeout.InfiniteTimeSpan);
        using var cancelled = cancellationToken.Register(() => wait.TrySetCanceled(cancellationToken));
        try
        {
            await wait.Task.ConfigureAwait(false);
        }
        finally
        {
            waits.Remove(wait);
        }
    }

    /// <summary>Reports a change to all who wait.</summary>
    public void Change()
    {
        foreach (var wait in waits.ToArray())
            wait.TrySetResult();
    }

    public Task<int> CompareAsync(CancellationToken cancellationToken) => Task.FromResult(Differences);

    public Task<string> RepairAsync(CancellationToken cancellationToken)
    {
        Repairs.Add(time.GetUtcNow());
        if (RepairHelps)
            Differences = 0;
        return Task.FromResult("repaired");
    }

    public Task<string> KeepAsync(CancellationToken cancellationToken)
    {
        LicenceChecks.Add(time.GetUtcNow());
        return Task.FromResult("licensed");
    }
}
