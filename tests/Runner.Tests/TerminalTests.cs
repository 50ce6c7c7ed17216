using System.Text.Json;

namespace OpenLaunch.Runner.Tests;

/// <summary>What stands on a terminal, 80 columns wide, and what of it an exit code tells.</summary>
[EachProgram]
public sealed class TerminalTests : IDisposable
{
    private readonly StateFolder state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task A_dry_run_lists_each_change_that_would_be_made_as_a_diff_and_ends_well()
    {
        var (code, screen) = await TypeAsync("C.UTF-8", "--dry-run");

        Assert.Equal(0, code);
        var lines = screen.Split('\n');
        Assert.Contains("  + add the route 169.254.169.254/32 through 172.31.32.1 on interface 12, metric", lines);
        Assert.Contains("  ~ set a new password for Administrator", lines);
        Assert.Contains("\u2713  \u2502 extendRootPartition", screen, StringComparison.Ordinal);
        Assert.StartsWith("dry run in ", lines[^1], StringComparison.Ordinal);
        Assert.Contains("15 changes would be made", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_stands_last_with_its_reason_and_where_the_log_is()
    {
        var userData = state.At("user-data.txt");
        await File.WriteAllTextAsync(userData, "<powershell>", TestContext.Current.CancellationToken);

        var (code, screen) = await TypeAsync("C", "--user-data", userData);

        Assert.Equal(1, code);
        var end = screen[screen.LastIndexOf("runUserData failed: Line 1", StringComparison.Ordinal)..].Split('\n');
        Assert.InRange(end.Length, 3, 6);
        Assert.Equal($"The log: {state.At(Path.Combine("log", "openlaunch.log"))}", end[^2]);
        Assert.StartsWith("failed in ", end[^1], StringComparison.Ordinal);
        Assert.Contains("The instance console:", screen[..^end.Sum(line => line.Length)], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(30, true)]
    public async Task Each_entry_that_failed_is_on_the_last_screen(int count, bool hasNamesAlone)
    {
        var plan = state.At("many.yml");
        var names = Enumerable.Range(1, count).Select(number => $"failing{number:00}").ToList();
        var entries = names.Select(name =>
            $"- {{ step: executeScript, name: {name}, onError: continue, inputs: [{{ type: batch, content: exit 1 }}] }}\n");
        await File.WriteAllTextAsync(plan, $"version: 1\nsteps:\n{string.Concat(entries)}", TestContext.Current.CancellationToken);

        var (code, screen) = await TypeAsync("C", "--config", plan, "--execute-scripts"); // which Linux has no cmd.exe for

        Assert.Equal(1, code);
        var last = string.Concat(screen.Split('\n').SelectMany(line => line.Chunk(80).Select(row => new string(row)).DefaultIfEmpty(""))
            .TakeLast(23));
        Assert.All(names, name => Assert.Contains(name, last, StringComparison.Ordinal));
        Assert.Equal(hasNamesAlone, last.Contains("Failed: failing01, failing02", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_terminal_without_UTF_8_gets_words_for_signs()
    {
        var (_, screen) = await TypeAsync("C", "--dry-run");

        Assert.All(screen, sign => Assert.True(char.IsAscii(sign), screen));
        Assert.Contains("ok    | extendRootPartition", screen, StringComparison.Ordinal);
        Assert.Contains("skip  runUserData", screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "- step: announceReady")]
    [InlineData(2, "- step: addRoutes")]
    [InlineData(2, "- step: setHostName\n    inputs: { hostName: other }")]
    public async Task A_dry_run_tells_by_its_exit_code_whether_there_are_changes_and_never_of_a_restart(int code, string steps)
    {
        var plan = state.At("plan.yml");
        await File.WriteAllTextAsync(plan, $"version: 1\nsteps:\n  {steps}\n", TestContext.Current.CancellationToken);
        string[] run = ["run", "--simulate", "--state", state.Path, "--config", plan, "--dry-run", "--json"];

        var plain = await OpenLaunchProcess.RunAsync(run);
        var detailed = await OpenLaunchProcess.RunAsync([.. run, "--detailed-exitcode"]);

        Assert.Equal((0, code), (plain.ExitCode, detailed.ExitCode));
        Assert.True(JsonDocument.Parse(plain.Output).RootElement.GetProperty("dryRun").GetBoolean());
    }

    [Theory]
    [InlineData(78, "run", "--simulate", "--config", "bad.yml")]
    [InlineData(64, "run", "--simulate", "--config", "none.yml")]
    [InlineData(64, "run", "--simulate", "--only", "nothing")]
    [InlineData(64, "run", "--dryrun")]
    public async Task With_json_an_error_is_an_object_too(int code, params string[] arguments)
    {
        await File.WriteAllTextAsync(state.At("bad.yml"), "version: 2", TestContext.Current.CancellationToken);

        var result = await OpenLaunchProcess.RunInAsync(state.Path, [.. arguments, "--state", state.Path, "--json"]);

        var error = JsonDocument.Parse(result.Output).RootElement.GetProperty("error");
        Assert.Equal((code, code), (result.ExitCode, error.GetProperty("exitCode").GetInt32()));
        Assert.NotEmpty(error.GetProperty("messages")[0].GetString()!);
    }

    private Task<(int Code, string Screen)> TypeAsync(string locale, params string[] arguments) =>
        PseudoTerminal.TypeAsync(locale, ["run", "--simulate", "--state", state.Path, .. arguments]);
}
