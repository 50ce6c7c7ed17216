using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.Versioning;

namespace OpenLaunch.Runner.Tests.Cuts;

/// <summary>
/// A boot is killed, or refused by the disk, at calls that write to its state folder; the next boot must bring the machine of an
/// undisturbed one, its password on the console, and a script that ran once, twice where it was cut between its end and its record.
/// A few calls here; <c>bench/cuts.sh</c> takes all of them, and tells what it saw.
/// </summary>
[UnsupportedOSPlatform("windows")]
[BuiltProgram("It runs apart, for hours.")]
public sealed class EveryCall : IDisposable
{
    private const string Errors = "5 28 13 30"; // EIO, ENOSPC, EACCES, EROFS

    // To 1970, 2106, 9998 and an hour back, from 2026.
    private static readonly string[] Jumps = ["clock-1795000000", "clock2525000000", "clock251000000000", "clock-3600"];

    private static readonly string[] Signals = ["signal1", "signal2", "signal3", "signal15"]; // HUP, INT, QUIT, TERM

    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-cut-").FullName;
    private readonly ConcurrentBag<string> faults = [];
    private int points;
    private int twice;

    /// <summary>How many calls of a boot are cut in each way: <c>all</c>, or a number.</summary>
    private static int PointsOf(int calls) => Environment.GetEnvironmentVariable("OPENLAUNCH_CUTS") switch
    {
        "all" => calls,
        { } number => int.Parse(number, CultureInfo.InvariantCulture),
        null => 2,
    };

    private static int Seed =>
        int.Parse(Environment.GetEnvironmentVariable("OPENLAUNCH_SEED") ?? "1", CultureInfo.InvariantCulture);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public Task A_boot_that_is_killed_before_a_call_loses_nothing() => CutAsync("kill");

    [Fact]
    public Task A_boot_whose_machine_loses_power_before_a_call_loses_nothing() => CutAsync("power");

    [Fact]
    public Task A_boot_that_is_killed_within_a_write_or_after_a_call_loses_nothing() => CutAsync("torn");

    [Fact]
    public Task A_call_that_fails_stops_no_boot_and_loses_nothing() => CutAsync(Errors.Split(' '));

    [Fact]
    public Task A_disk_that_is_full_from_a_call_on_stops_no_boot_and_loses_nothing() => CutAsync("28+");

    [Fact]
    public async Task A_boot_that_is_killed_at_a_random_time_loses_nothing()
    {
        var (shim, expected, calls) = await UndisturbedAsync();
        var random = new Random(Seed);
        var delays = Enumerable.Range(0, PointsOf(calls)).Select(_ => random.Next(50, 2500)).ToList();
        await ForEachAsync(delays, async delay =>
        {
            using var machine = new CutMachine(shim);
            await machine.KillAsync(TimeSpan.FromMilliseconds(delay));
            await EndAsync(machine, expected, $"killed after {delay} ms");
        });
        Report("random kills");
    }

    [Fact]
    public Task A_clock_that_jumps_within_a_boot_stops_it_not_and_repeats_nothing() => CutAsync(Jumps);

    [Fact]
    public Task A_boot_that_is_told_to_end_at_a_call_ends_in_order_and_loses_nothing() => CutAsync(Signals);

    private async Task CutAsync(params string[] modes)
    {
        var (shim, expected, calls) = await UndisturbedAsync();
        var cuts = modes.SelectMany(mode => Spread(calls, mode).Select(at => (mode, at))).ToList();
        await ForEachAsync(cuts, async cut =>
        {
            using var machine = new CutMachine(shim);
            var disturbed = await machine.BootAsync(cut.at, cut.mode);
            var name = $"{cut.mode} at call {cut.at}";
            if (Signals.Contains(cut.mode))
                DemandEnd(machine, disturbed, name);
            else if (cut is ("13", 1))
                Assert.Equal(77, disturbed.ExitCode); // the state folder may not be made: somebody else is to run it
            else if (cut.mode is not ("kill" or "torn" or "power"))
                DemandGoingOn(disturbed, name);
            await EndAsync(machine, expected, name);
        });
        Report(string.Join(", ", modes));
    }

    /// <summary>The calls of a mode: others for each seed, spread over the boot.</summary>
    private static IEnumerable<int> Spread(int calls, string mode)
    {
        var points = Math.Min(PointsOf(calls), calls);
        var random = new Random(Seed + mode.Sum(c => c));
        return Enumerable.Range(0, points).Select(i =>
            1 + (i * calls / points) + (points == calls ? 0 : random.Next(calls / points)));
    }

    private async Task<(string Shim, string Expected, int Calls)> UndisturbedAsync()
    {
        var shim = await CutMachine.BuildAsync(folder);
        if (Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_GCC") is null)
            Assert.SkipWhen(shim is null, "needs gcc on Linux");
        using var machine = new CutMachine(shim!);
        var calls = (await machine.CallsAsync()).Count;
        return (shim!, machine.Comparable(), calls);
    }

    private static Task ForEachAsync<T>(IEnumerable<T> items, Func<T, Task> act) => Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken },
        async (item, _) => await act(item));

    /// <summary>Whatever the disk refuses, routes and Ready come and the run ends by itself.</summary>
    private void DemandGoingOn(ProcessResult run, string name)
    {
        if (run.ExitCode is not (0 or 1) || run.Output.Length == 0)
        {
            faults.Add($"{name}: the boot itself ended with {run.ExitCode}: {run.Error}");
            return;
        }

        using var report = RunReport.Of(run);
        if (report.OutcomeOf("addRoutes") != "done" || report.OutcomeOf("announceReady") != "done")
            faults.Add($"{name}: addRoutes {report.ReasonOf("addRoutes")}, announceReady {report.ReasonOf("announceReady")}");
    }

    /// <summary>Whoever tells a run to end finds its end in the journal. After that the signal itself may end the process.</summary>
    private void DemandEnd(CutMachine machine, ProcessResult run, string name)
    {
        if (machine.IsUnderWay)
            faults.Add($"{name}: the boot ended with {run.ExitCode}, and the journal has no end of it: {run.Error}");
        if (run.ExitCode is not (0 or 1 or 129 or 130 or 131 or 143))
            faults.Add($"{name}: the boot itself ended with {run.ExitCode}: {run.Error}");
    }

    private async Task EndAsync(CutMachine machine, string expected, string name)
    {
        Interlocked.Increment(ref points);
        var last = await machine.BootAsync();
        foreach (var fault in machine.Faults(last, expected))
            faults.Add($"{name}: {fault}");
        if (machine.ScriptRuns == 2)
            Interlocked.Increment(ref twice);
    }

    private void Report(string what)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {points} cuts, {faults.Count} faults, {twice} scripts ran twice");
        Assert.True(faults.IsEmpty, string.Join("\n", faults));
    }
}
