using System.Globalization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Watch;

/// <summary>
/// Keeps the routes right: after each change of the network, and every 5 minutes whatever happens. All its waits go by a clock
/// that cannot be set, so neither a clock change nor sleep upsets it.
/// </summary>
internal sealed class NetworkWatch(
    INetworkAdapters adapters, NetworkWatchActs acts, TimeProvider time, Action<string> tell)
{
    /// <summary>How long the network must have been quiet after a change.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait for quiet: an adapter that flaps for ever must still get its routes.</summary>
    public static readonly TimeSpan LongestUnrest = TimeSpan.FromSeconds(10);

    /// <summary>The time from one repair to the next at least.</summary>
    public static readonly TimeSpan RepairGap = TimeSpan.FromSeconds(10);

    /// <summary>The time from one comparison to the next at most.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>The time from one look at the licence to the next.</summary>
    public static readonly TimeSpan LicenceInterval = TimeSpan.FromDays(1);

    private static readonly TimeSpan WithoutNotification = TimeSpan.FromMinutes(1);

    /// <summary>A timer may fire a little early by the other clock.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    private long? repaired;
    private long? licenceChecked;
    private bool isBlind;

    /// <summary>What was seen and done so far.</summary>
    public WatchCounters Counters { get; } = new();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var bound = Interval;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

            // The wait starts before the comparison, so that a change between the two is not missed.
            var change = WaitAsync(bound, over.Token);
            var heldBack = await LookAsync(cancellationToken);
            await CheckLicenceAsync(cancellationToken);
            if (heldBack is { } left && left < bound)
            {
                Cancel(over);
                await ((Task)change).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                bound = left;
                continue;
            }

            if (await change)
                await SettleAsync(cancellationToken);
            bound = Interval;
        }
    }

    private async Task<TimeSpan?> LookAsync(CancellationToken cancellationToken)
    {
        Counters.Comparisons++;
        var differences = await acts.CountDifferences(cancellationToken);
        if (differences == 0)
            return null;
        if (repaired is { } at && time.GetElapsedTime(at) is var since && since < RepairGap)
        {
            Counters.HeldBack++;
            return RepairGap - since;
        }

        repaired = time.GetTimestamp();
        Counters.Repairs++;
        var outcome = await acts.Repair(cancellationToken);
        tell(string.Create(
            CultureInfo.InvariantCulture,
            $"repair {Counters.Repairs}: {differences} differences, {outcome} "
            + $"({Counters.Changes} changes seen, {Counters.HeldBack} repairs put off since the start)"));
        return null;
    }

    private async Task CheckLicenceAsync(CancellationToken cancellationToken)
    {
        if (licenceChecked is { } at && time.GetElapsedTime(at) < LicenceInterval)
            return;
        licenceChecked = time.GetTimestamp();
        Counters.LicenceChecks++;
        tell($"licence: {await acts.LookAfterLicence(cancellationToken)}");
    }

    /// <summary>One event in Windows makes a burst of notifications, and what comes first is not yet how it ends.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        Counters.Changes++;
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < LongestUnrest)
        {
            if (!await WaitAsync(Quiet, cancellationToken))
                return;
        }
    }

    private async Task<bool> WaitAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            await adapters.WaitForChangeAsync(bound, cancellationToken);
            isBlind = false;
        }
        catch (MachineException problem)
        {
            if (!isBlind)
                tell($"changes of the network are not notified, so it is looked at each minute: {problem.Message}");
            isBlind = true;
            await Task.Delay(WithoutNotification, time, cancellationToken);
            return false;
        }

        return time.GetElapsedTime(started) < bound - Tolerance;
    }

    private static void Cancel(CancellationTokenSource source) => source.Cancel();
}

/// <summary>What a watch does, each told in a clause.</summary>
/// <param name="CountDifferences">Counts what differs of the routes; 0 too where nothing can be compared at the moment.</param>
internal sealed record NetworkWatchActs(
    Func<CancellationToken, Task<int>> CountDifferences,
    Func<CancellationToken, Task<string>> Repair,
    Func<CancellationToken, Task<string>> LookAfterLicence);

/// <summary>What a watch has seen and done since it started.</summary>
internal sealed class WatchCounters
{
    /// <summary>Bursts of changes of adapters, addresses or routes; the changes of one burst count once.</summary>
    public long Changes { get; internal set; }

    public long Comparisons { get; internal set; }

    public long Repairs { get; internal set; }

    /// <summary>Repairs that were put off because the one before was too recent.</summary>
    public long HeldBack { get; internal set; }

    public long LicenceChecks { get; internal set; }
}
