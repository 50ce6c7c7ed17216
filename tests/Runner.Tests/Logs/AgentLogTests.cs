using System.Text.Json;
using Microsoft.Extensions.Logging;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Tests.Logs;

/// <summary>The log in the log folder: its name, its size, its forms.</summary>
[EachProgram]
public sealed class AgentLogTests : IDisposable
{
    private const int Bound = 1 << 20;

    private readonly StateFolder state = new();

    public AgentLogTests() => Directory.CreateDirectory(state.At("log"));

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task The_newest_lines_are_always_in_the_file_without_a_number_and_four_files_are_kept()
    {
        for (var run = 1; run <= 5; run++)
        {
            await File.AppendAllTextAsync(
                state.At("log/openlaunch.log"), $"before {run}\n{new string('x', Bound)}\n", TestContext.Current.CancellationToken);
            await RunAsync();
            Assert.Contains("addRoutes", await ReadAsync("openlaunch.log"), StringComparison.Ordinal);
        }

        Assert.Equal(
            ["openlaunch.1.log", "openlaunch.2.log", "openlaunch.3.log", "openlaunch.log"],
            Directory.EnumerateFiles(state.At("log"), "*.log").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("before 5", await ReadAsync("openlaunch.1.log"), StringComparison.Ordinal);
        Assert.Contains("before 3", await ReadAsync("openlaunch.3.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_grows_within_one_run_is_cut_too()
    {
        var text = new string('y', 90);
        await File.WriteAllTextAsync(state.At("plan.yml"), "version: 1\nsteps:\n" + string.Concat(Enumerable.Range(0, 1000).Select(
            index => $"  - {{ step: waitForMetadata, name: {text}{index} }}\n")), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            state.At("log/openlaunch.log"), new string('x', Bound - 1000), TestContext.Current.CancellationToken);

        await RunAsync("-c", state.At("plan.yml"));

        Assert.InRange(new FileInfo(state.At("log/openlaunch.log")).Length, 100_000, Bound);
        Assert.Contains("xxxx", await ReadAsync("openlaunch.1.log"), StringComparison.Ordinal);
        Assert.Contains($"{text}999", await ReadAsync("openlaunch.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_configuration_asks_for_it_each_entry_is_a_json_object_too()
    {
        await File.WriteAllTextAsync(
            state.At("plan.yml"), "version: 1\nlog: { json: true }\nsteps:\n  - step: addRoutes\n", TestContext.Current.CancellationToken);

        await RunAsync("-c", state.At("plan.yml"));

        var lines = (await ReadAsync("openlaunch.ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((await ReadAsync("openlaunch.log")).Split('\n').Count(line => line is ['2', ..]), lines.Length);
        Assert.All(lines, line =>
        {
            var entry = JsonDocument.Parse(line).RootElement;
            Assert.Equal(DateTimeKind.Utc, entry.GetProperty("time").GetDateTime().Kind);
            Assert.Matches("^(Information|Warning|Error|Debug)$", entry.GetProperty("level").GetString());
            Assert.NotEmpty(entry.GetProperty("message").GetString()!);
            Assert.NotEmpty(entry.GetProperty("source").GetString()!);
        });
        Assert.Contains(lines, line => line.Contains("add the route", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_who_did_not_ask_for_json_gets_it()
    {
        await RunAsync();

        Assert.False(File.Exists(state.At("log/openlaunch.ndjson")));
    }

    [Fact]
    public async Task An_entry_without_end_is_cut()
    {
        using (var log = AgentLog.Open(state.At("log")))
        {
            log.WriteJson();
            log.CreateLogger("step").LogError(new IOException(new string('e', 3_000_000)), "{Text}", new string('m', 2_000_000));
        }

        foreach (var name in new[] { "openlaunch.log", "openlaunch.ndjson" })
        {
            var text = await ReadAsync(name);
            Assert.InRange(text.Length, 16_000, 40_000);
            Assert.Contains(" more characters are left out)", text, StringComparison.Ordinal);
        }
    }

    private async Task RunAsync(params string[] options)
    {
        var result = await OpenLaunchProcess.RunAsync(["run", "--simulate", "--state", state.Path, .. options]);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private Task<string> ReadAsync(string name) =>
        File.ReadAllTextAsync(state.At(Path.Combine("log", name)), TestContext.Current.CancellationToken);
}
