using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Watch;

namespace OpenLaunch.Steps.Tests.Watch;

public sealed class NetworkWatchTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly CancellationTokenSource stop = new();
    private readonly ChangingNetwork network;
    private readonly NetworkWatch watch;
    private readonly List<string> told = [];
    private Task running = Task.CompletedTask;

    public NetworkWatchTests()
    {
        network = new(time);
        watch = new(network, new(network.CompareAsync, network.RepairAsync, network.KeepAsync), time, told.Add);
    }

    public void Dispose() => stop.Dispose();

    [Fact]
    public void Repairs_what_differs_when_it_starts()
    {
        network.Differences = 3;

        Start();

        Assert.Single(network.Repairs);
        Assert.Contains("repair 1: 3 differences, repaired (0 changes seen, 0 repairs put off since the start)", told);
    }

    [Fact]
    public void Waits_for_two_seconds_of_quiet_after_a_change()
    {
        Start();
        network.Differences = 1;

        network.Change();
        Advance(1.5);
        network.Change();
        Advance(1.5);
        Assert.Empty(network.Repairs);
        Advance(0.5);

        Assert.Single(network.Repairs);
        Assert.Equal(1, watch.Counters.Changes);
    }

    [Fact]
    public void A_network_that_is_never_quiet_gets_its_routes_all_the_same()
    {
        Start();
        network.Differences = 1;

        for (var second = 0; second < 11; second++)
        {
            network.Change();
            Advance(1);
        }

        Assert.Single(network.Repairs);
    }

    [Fact]
    public void Puts_a_second_repair_off_until_ten_seconds_have_passed()
    {
        network.Differences = 1;
        Start();
        network.Differences = 1;
        network.Change();

        Advance(2);
        Assert.Single(network.Repairs);
        Advance(7.9);
        Assert.Single(network.Repairs);
        Advance(0.1);

        Assert.Equal(2, network.Repairs.Count);
        Assert.True(watch.Counters.HeldBack > 0);
    }

    [Fact]
    public void Looks_every_five_minutes_even_where_nothing_is_reported()
    {
        Start();
        network.Differences = 1;

        Advance(299);
        Assert.Empty(network.Repairs);
        Advance(1);

        Assert.Single(network.Repairs);
        Assert.Equal(0, watch.Counters.Changes);
    }

    [Fact]
    public void Looks_at_the_licence_once_a_day()
    {
        Start();

        for (var minute = 0; minute < 3 * 24 * 60; minute += 5)
            Advance(300);

        Assert.Equal(4, network.LicenceChecks.Count);
        Assert.All(
            network.LicenceChecks.Zip(network.LicenceChecks.Skip(1), (one, next) => next - one),
            gap => Assert.Equal(TimeSpan.FromDays(1), gap));
    }

    [Fact]
    public void Hours_of_sleep_lead_to_one_look()
    {
        Start();
        var before = watch.Counters.Comparisons;

        Advance(8 * 3600);

        Assert.Equal(before + 1, watch.Counters.Comparisons);
    }

    [Fact]
    public void Goes_on_each_minute_where_changes_are_not_notified_and_says_so_once()
    {
        network.Refusal = new WindowsException("Cannot watch the network for changes.", null);
        Start();
        network.Differences = 1;

        Advance(60);
        Advance(60);
        Advance(60);

        Assert.Single(network.Repairs);
        Assert.Single(told, line => line.StartsWith("changes of the network are not notified", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ends_when_it_is_told_to()
    {
        Start();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(0, network.OpenWaits);
    }

    [Fact]
    public void Ten_thousand_changes_make_no_storm_and_leave_nothing_behind()
    {
        network.RepairHelps = false; // somebody takes the routes away again, each time
        network.Differences = 1;
        Start();
        var random = new Random(20);

        Burst(random, 10_000);

        GC.Collect();
        var gaps = network.Repairs.Zip(network.Repairs.Skip(1), (one, next) => next - one).ToList();
        Assert.True(gaps.Count > 100, $"{gaps.Count} repairs");
        Assert.All(gaps, gap => Assert.True(gap >= NetworkWatch.RepairGap, $"two repairs within {gap}"));
        Assert.Equal(1, network.OpenWaits);
        Assert.Equal(network.Repairs.Count, watch.Counters.Repairs);
        Assert.True(network.LivingWaits < 10, $"{network.LivingWaits} waits are still held in memory");
        Assert.False(running.IsCompleted);
    }

    [Fact]
    public void A_year_of_looks_and_changes_leaves_nothing_behind()
    {
        Start();
        var random = new Random(21);
        for (var minute = 0; minute < 365 * 24 * 60; minute += 5)
        {
            if (random.Next(288) == 0) // about once a day
            {
                network.Differences = 1;
                network.Change();
            }

            Advance(300);
        }

        GC.Collect();
        Assert.InRange(network.LicenceChecks.Count, 364, 366);
        Assert.InRange(watch.Counters.Comparisons, 100_000, 110_000);
        Assert.Equal(1, network.OpenWaits);
        Assert.True(network.LivingWaits < 10, $"{network.LivingWaits} waits are still held in memory");
        Assert.False(running.IsCompleted);
    }

    private void Burst(Random random, int changes)
    {
        for (var change = 0; change < changes; change++)
        {
            network.Change();
            Advance(random.NextDouble() * 4);
        }

        Advance(10);
        Advance(10);
        told.Clear();
    }

    private void Start()
    {
        running = watch.RunAsync(stop.Token);
        Assert.False(running.IsCompleted);
    }

    private void Advance(double seconds) => time.Advance(TimeSpan.FromSeconds(seconds));
}
