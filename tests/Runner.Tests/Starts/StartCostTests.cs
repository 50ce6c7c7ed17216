using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OpenLaunch.Runner.Tests.Starts;

/// <summary>What a start costs that finds nothing to do, counted and not timed.</summary>
[BuiltProgram("It counts assemblies and requests by a startup hook, which a native program has not.")]
public sealed class StartCostTests : IDisposable
{
    /// <summary>What it needs beyond <c>status</c>: a plan is read, and steps compare. No HTTP, no log, no terminal.</summary>
    private static readonly string[] OfPlanAndSteps =
    [
        "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions", "System.IO.Pipelines", "System.Private.Uri",
    ];

    private readonly SimulatedInstance instance = SimulatedInstance.Launch("i-0aaaaaaaaaaaaaaaa");

    public void Dispose() => instance.Dispose();

    [Fact]
    public async Task It_asks_nobody_keeps_nothing_and_loads_little_more_than_status()
    {
        using var first = await instance.RestartAsync();
        Assert.Equal("done", first.Outcome);
        using var service = new TcpListener(IPAddress.Loopback, 0);
        service.Start();
        var before = Snapshot();

        var status = await RunAsync("status", "--state", instance.State);
        var start = await RunAsync(
            "run", "--simulate", "--scheduled", "--imds", $"http://{service.LocalEndpoint}", "--state", instance.State);

        Assert.StartsWith("Nothing to do at this start", start.Told, StringComparison.Ordinal);
        Assert.False(service.Pending());
        Assert.Equal(before, Snapshot());
        Assert.Equal(OfPlanAndSteps, start.Assemblies.Except(status.Assemblies));
    }

    [Fact]
    public async Task A_step_of_a_long_plan_allocates_as_much_as_one_of_a_short_plan()
    {
        using var folder = new StateFolder();
        var allocated = new List<long>();
        int[] counts = [10, 400, 3_000];
        foreach (var count in counts)
        {
            var plan = folder.At($"{count}.yml");
            await File.WriteAllLinesAsync(
                plan, ["version: 1", "steps:", .. Enumerable.Range(0, count).Select(step => $"- {{step: announceReady, name: s{step}}}")],
                TestContext.Current.CancellationToken);
            allocated.Add((await RunAsync(
                "run", "--simulate", "--quiet", "--config", plan, "--state", folder.At($"{count}"))).Allocated);
        }

        double Each(int index) => (double)(allocated[index] - allocated[index - 1]) / (counts[index] - counts[index - 1]);
        Assert.InRange(Each(2) / Each(1), 0, 2); // the copy for status is of all steps, but is written seldom
    }

    [Fact]
    public async Task A_verb_that_prints_no_JSON_compiles_nothing_for_it()
    {
        using var folder = new StateFolder();
        var file = folder.At("compiled");
        await RunWithAsync(
            // What was compiled while it ran: dotnet/runtime, docs/design/coreclr/jit/viewing-jit-dumps.md. What is compiled once
            // more in the background writes to that file while the process ends and closes it, which would kill it.
            new()
            {
                ["DOTNET_JitStdOutFile"] = file, ["DOTNET_JitDisasmSummary"] = "1", ["DOTNET_TieredCompilation"] = "0",
            },
            "version");
        var compiled = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);

        Assert.Contains(compiled, method => method.Contains("OpenLaunch.Runner.Commands", StringComparison.Ordinal));
        Assert.DoesNotContain(compiled, method => method.Contains("System.Text.Json", StringComparison.Ordinal));
    }

    private Dictionary<string, (string Bytes, DateTime Written)> Snapshot() => Directory
        .EnumerateFiles(instance.State, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) is not ("settled-start" or "status.json")) // tell status of it, and are not flushed
        .ToDictionary(file => file, file => (Convert.ToHexString(File.ReadAllBytes(file)), File.GetLastWriteTimeUtc(file)));

    private static Task<Cost> RunAsync(params string[] arguments) => RunWithAsync([], arguments);

    private static async Task<Cost> RunWithAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "openlaunch.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        start.Environment[StartupHook.Target] = file;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var token = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var told = await process.StandardError.ReadToEndAsync(token);
        await output;
        await process.WaitForExitAsync(token);
        Assert.Equal(0, process.ExitCode);
        var loaded = await File.ReadAllLinesAsync(file, token);
        File.Delete(file);
        return new(loaded[1..], long.Parse(loaded[0], CultureInfo.InvariantCulture), told);
    }

    /// <param name="Allocated">Bytes of managed memory, of which most is let go again.</param>
    private sealed record Cost(string[] Assemblies, long Allocated, string Told);
}
