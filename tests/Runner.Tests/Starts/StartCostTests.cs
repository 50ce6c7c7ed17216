using System.Diagnostics;
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
        "Microsoft.Extensions.Logging.Abstractions", "System.ComponentModel", "System.ComponentModel.Annotations",
        "System.ComponentModel.Primitives", "System.Diagnostics.Tracing", "System.IO.Pipelines",
        "System.Net.Primitives", "System.ObjectModel", "System.Private.Uri", "System.Reflection.Primitives",
        "System.Security.Cryptography",
        "System.Threading.ThreadPool", "YamlDotNet",
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

        var (status, _, _) = await LoadedAsync("status", "--state", instance.State);
        var (start, _, told) = await LoadedAsync(
            "run", "--simulate", "--scheduled", "--imds", $"http://{service.LocalEndpoint}", "--state", instance.State);

        Assert.StartsWith("Nothing to do at this start", told, StringComparison.Ordinal);
        Assert.False(service.Pending());
        Assert.Equal(before, Snapshot());
        Assert.Empty(start.Except(status).Except(OfPlanAndSteps));
    }

    [Fact]
    public async Task A_verb_that_prints_no_JSON_compiles_nothing_for_it()
    {
        var (_, compiled, _) = await LoadedAsync("version");

        Assert.Contains(compiled, method => method.Contains("OpenLaunch.Runner.Commands", StringComparison.Ordinal));
        Assert.DoesNotContain(compiled, method => method.Contains("System.Text.Json", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("run", "--simulate")]
    [InlineData("run", "--simulate", "--dry-run")]
    [InlineData("list-volumes", "--simulate")]
    [InlineData("status")]
    public async Task What_draws_the_wallpaper_is_loaded_by_the_verb_for_it_alone(params string[] verb)
    {
        using var first = await instance.RestartAsync();

        Assert.DoesNotContain("SkiaSharp", (await LoadedAsync([.. verb, "--state", instance.State])).Assemblies);
    }

    private Dictionary<string, (string Bytes, DateTime Written)> Snapshot() => Directory
        .EnumerateFiles(instance.State, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) is not ("settled-start" or "status.json")) // tell status of it, and are not flushed
        .ToDictionary(file => file, file => (Convert.ToHexString(File.ReadAllBytes(file)), File.GetLastWriteTimeUtc(file)));

    private static async Task<(string[] Assemblies, string[] Compiled, string Told)> LoadedAsync(params string[] arguments)
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
        // What was compiled while it ran: dotnet/runtime, docs/design/coreclr/jit/viewing-jit-dumps.md.
        (start.Environment["DOTNET_JitStdOutFile"], start.Environment["DOTNET_JitDisasmSummary"]) = (file + ".jit", "1");
        using var process = Process.Start(start)!;
        var token = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var told = await process.StandardError.ReadToEndAsync(token);
        await output;
        await process.WaitForExitAsync(token);
        Assert.Equal(0, process.ExitCode);
        var (loaded, compiled) = (await File.ReadAllLinesAsync(file, token), await File.ReadAllLinesAsync(file + ".jit", token));
        File.Delete(file);
        File.Delete(file + ".jit");
        return (loaded, compiled, told);
    }
}
