using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Routes;

/// <summary>Waits until an adapter can carry the routes; a late lease or adapter is seen by notification.</summary>
internal sealed class AdapterWait(INetworkAdapters adapters, StepContext context)
{
    private static readonly TimeSpan ConsoleInterval = TimeSpan.FromSeconds(120);

    /// <summary>Lists the adapters once one can carry the routes, or when the bound is over.</summary>
    public async Task<IReadOnlyList<NetworkAdapter>> ListAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        var found = await adapters.ListAsync(cancellationToken);
        if (IsUsable(found))
            return found;
        context.Report("waiting for a network adapter with a default gateway");
        var started = context.Time.GetTimestamp();
        var announced = TimeSpan.MinValue;
        while (true)
        {
            var elapsed = context.Time.GetElapsedTime(started);
            if (elapsed >= bound)
                return found;
            if (announced == TimeSpan.MinValue || elapsed - announced >= ConsoleInterval)
            {
                Announce(found);
                announced = elapsed;
            }

            var pause = TimeSpan.FromTicks(Math.Min((bound - elapsed).Ticks, (announced + ConsoleInterval - elapsed).Ticks));
            found = await ListAfterChangeAsync(pause, cancellationToken);
            if (IsUsable(found))
                return found;
        }
    }

    /// <summary>The watch starts before the listing, so that a change between the two is not missed.</summary>
    private async Task<IReadOnlyList<NetworkAdapter>> ListAfterChangeAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var change = adapters.WaitForChangeAsync(bound, over.Token);
        var found = await adapters.ListAsync(cancellationToken);
        if (!IsUsable(found))
        {
            await change;
            return await adapters.ListAsync(cancellationToken);
        }

        await over.CancelAsync();
        await change.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return found;
    }

    private void Announce(IReadOnlyList<NetworkAdapter> found)
    {
        const string line = "Failed to add routes.. attempting it again";
        context.Console.WriteLine(ConsoleTopic.Progress, $"Message: {line}");
        context.Logger.LogWarning("{Line} {Reason}", line, Explain(found));
    }

    private static bool IsUsable(IReadOnlyList<NetworkAdapter> found) => PrimaryAdapterSelector.Select(found).Primary is not null;

    /// <summary>Names each adapter and why it cannot carry the routes.</summary>
    public static string Explain(IReadOnlyList<NetworkAdapter> found) => found.Count == 0
        ? "there is no network adapter"
        : string.Join("; ", PrimaryAdapterSelector.Select(found).Rejected);
}
