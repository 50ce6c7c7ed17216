using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpenLaunch.Runner.Tests.Timeline;

/// <summary>The verb <c>timeline</c> on a terminal, and the files that it writes.</summary>
[EachProgram]
public sealed partial class TimelineCommandTests : IDisposable
{
    private readonly StateFolder state = new();

    public void Dispose() => state.Dispose();

    [Theory]
    [InlineData("C.UTF-8")]
    [InlineData("C")]
    public async Task On_a_terminal_each_entry_has_a_bar_and_no_line_is_too_long(string locale)
    {
        JournalOfTest.OfBoot(text: $"the script {new string('x', 200)}").WriteTo(state);

        var (code, screen) = await PseudoTerminal.TypeAsync(locale, ["timeline", "--state", state.Path]);

        Assert.Equal(0, code);
        Assert.All(screen.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Equal(locale == "C", screen.All(char.IsAscii));
        var (filled, away) = locale == "C" ? ('#', '.') : ('\u2588', '\u2591');
        Assert.Matches($@"wait +{filled}+ +1\.00 s", screen);
        Assert.Matches($@"restart +{Regex.Escape($"{away}")}{{10,}} +29\.00 s", screen);
        Assert.Matches($@"(\u2717|FAIL) script +{filled}{{4,}} +5\.00 s", screen);
        Assert.Contains("The longest: (restart), 29.00 s, 71 % of it.", screen, StringComparison.Ordinal);
        Assert.Contains("Skipped: never.", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colours_are_for_a_terminal_that_wants_them()
    {
        JournalOfTest.OfBoot().WriteTo(state);
        string[] verb = ["timeline", "--state", state.Path];

        var coloured = await PseudoTerminal.TypeRawAsync("C.UTF-8", verb);
        var plain = await PseudoTerminal.TypeRawAsync("C.UTF-8", verb, "NO_COLOR");
        var piped = await OpenLaunchProcess.RunAsync(verb);

        Assert.Matches(@"\x1b\[[0-9;]*m", coloured.Output);
        Assert.DoesNotMatch(@"\x1b\[[0-9;]*3[0-9]", plain.Output);
        Assert.DoesNotContain('\u001b', piped.Output);
    }

    [Fact]
    public async Task A_hostile_text_moves_no_terminal()
    {
        JournalOfTest.OfBoot(text: "\u001b[2Jgone\u202Edellacs").WriteTo(state);

        var result = await OpenLaunchProcess.RunAsync("timeline", "--state", state.Path);

        Assert.DoesNotContain('\u001b', result.Output);
        Assert.DoesNotContain('\u202E', result.Output);
    }

    [Fact]
    public async Task Blame_lists_what_took_longest_first()
    {
        JournalOfTest.OfBoot().WriteTo(state);

        var result = await OpenLaunchProcess.RunAsync("timeline", "--state", state.Path, "--blame");

        Assert.Equal(
            ["29.00 s  (restart)", "5.00 s  script"], result.Output.Split('\n').Take(2).Select(line => line.Trim()));
    }

    [Theory]
    [InlineData("holds no run yet")]
    [InlineData("holds no run 'other'", "--run", "other")]
    [InlineData("holds no boot before run r2", "--compare")]
    public async Task What_is_not_there_is_said_with_what_is(string message, params string[] options)
    {
        if (options.Length > 0)
            JournalOfTest.OfBoot().WriteTo(state);

        var result = await OpenLaunchProcess.RunAsync(["timeline", "--state", state.Path, .. options]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_tells_the_run_and_what_each_step_asked_the_metadata_service_for()
    {
        JournalOfTest.OfBoot().WriteTo(state);
        var result = await OpenLaunchProcess.RunAsync("timeline", "--state", state.Path, "--json");

        var root = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal((1, "r2", 41_000), (
            root.GetProperty("schema").GetInt32(), root.GetProperty("run").GetString(), root.GetProperty("milliseconds").GetInt64()));
        var request = root.GetProperty("runs")[0].GetProperty("entries")[0].GetProperty("metadataRequests")[0];
        Assert.Equal(("api/token", 600L), (request.GetProperty("path").GetString(), request.GetProperty("at").GetInt64()));
    }

    [Fact]
    public async Task Cloud_init_reads_the_events_and_finds_the_same_durations()
    {
        JournalOfTest.OfBoot().WriteTo(state);
        var file = state.At("events.json");
        await OpenLaunchProcess.RunAsync("timeline", "--state", state.Path, "--cloud-init", file);
        Assert.SkipUnless(File.Exists("/usr/bin/cloud-init"), "There is no cloud-init.");

        using var process = Process.Start(new ProcessStartInfo("/usr/bin/cloud-init", ["analyze", "show", "-i", file])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        var told = Pair().Matches(output).Select(match => (match.Groups[1].Value, Number(match, 2), Number(match, 3))).ToList();
        Assert.Equal(
            [
                ("wait", 0.5, 1.0), ("rename", 1.5, 0.5), ("left", 32.0, 2.0), ("middle", 32.0, 3.0), ("right", 32.0, 1.0),
                ("script", 35.0, 5.0),
            ],
            told.Where(entry => entry.Item3 > 0.01).OrderBy(entry => entry.Item2).ThenBy(entry => entry.Item1));
        Assert.Contains("Finished stage: (run-r1) 02.00000 seconds", output, StringComparison.Ordinal);
        Assert.Contains("Total Time: 12.00000 seconds", output, StringComparison.Ordinal);

        static double Number(Match match, int group) => Math.Round(double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture), 3);
    }

    [Fact]
    public async Task The_trace_has_a_span_for_each_run_entry_and_request_within_its_parent()
    {
        JournalOfTest.OfBoot(text: "it broke").WriteTo(state);

        var result = await OpenLaunchProcess.RunAsync("timeline", "--state", state.Path, "--otlp", "-");

        var spans = JsonDocument.Parse(result.Output).RootElement.GetProperty("resourceSpans")[0].GetProperty("scopeSpans")[0]
            .GetProperty("spans").EnumerateArray().ToDictionary(span => span.GetProperty("spanId").GetString()!);
        Assert.Single(spans.Values.Select(span => span.GetProperty("traceId").GetString()).Distinct());
        Assert.All(spans.Values, span =>
        {
            Assert.Matches("^[0-9a-f]{32}$", span.GetProperty("traceId").GetString());
            Assert.Matches("^[0-9a-f]{16}$", span.GetProperty("spanId").GetString());
            var (start, end) = Times(span);
            Assert.True(start <= end);
            if (!span.TryGetProperty("parentSpanId", out var parent))
                return;
            var (from, to) = Times(spans[parent.GetString()!]);
            Assert.True(from <= start && end <= to, span.ToString());
        });
        var named = spans.Values.ToLookup(span => span.GetProperty("name").GetString());
        Assert.Equal(3, Assert.Single(named["GET api/token"]).GetProperty("kind").GetInt32());
        var script = Assert.Single(named["script"]);
        Assert.Equal(2, script.GetProperty("status").GetProperty("code").GetInt32());
        Assert.Equal("change", script.GetProperty("events")[0].GetProperty("name").GetString());
        Assert.Single(spans.Values, span => !span.TryGetProperty("parentSpanId", out _));

        static (long Start, long End) Times(JsonElement span) => (
            long.Parse(span.GetProperty("startTimeUnixNano").GetString()!, CultureInfo.InvariantCulture),
            long.Parse(span.GetProperty("endTimeUnixNano").GetString()!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task No_secret_of_plan_or_user_data_stands_in_any_form_of_it()
    {
        await File.WriteAllTextAsync(state.At("plan.yml"), """
            version: 1
            steps:
              - step: waitForMetadata
              - step: setAdminAccount
                inputs: { password: { type: static, data: "Planted-Pa55word!" } }
              - step: runUserData
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            state.At("data.txt"), "<powershell>$secret = 'Planted-Pa55word!'</powershell>", TestContext.Current.CancellationToken);
        var run = await OpenLaunchProcess.RunAsync(
            "run", "--simulate", "--state", state.Path, "-c", state.At("plan.yml"), "--user-data", state.At("data.txt"));
        Assert.Equal(0, run.ExitCode);

        foreach (var form in (string[])["--html", "--cloud-init", "--otlp"])
        {
            var result = await OpenLaunchProcess.RunAsync("timeline", "--state", state.Path, form, "-");
            Assert.Contains("setAdminAccount", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("Planted", result.Output, StringComparison.Ordinal);
        }

        var json = await OpenLaunchProcess.RunAsync("timeline", "--state", state.Path, "--json");
        Assert.DoesNotContain("Planted", json.Output, StringComparison.Ordinal);
        Assert.Contains("\"path\":\"user-data\"", json.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"`->(\w+) @([0-9.]+)s \+([0-9.]+)s")]
    private static partial Regex Pair();
}
