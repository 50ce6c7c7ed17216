using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace OpenLaunch.Runner.Tests.Logs;

/// <summary><c>collect-logs</c>: all that helps, and no secret.</summary>
[EachProgram]
public sealed class CollectLogsTests : IDisposable
{
    private const string Secret = "Planted-Pa55word!";

    private readonly StateFolder state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task The_archive_has_log_journal_status_diagnosis_volumes_and_configuration()
    {
        await RunAsync("version: 1\nsteps:\n  - step: addRoutes\n  - step: announceReady\n");

        var parts = await CollectAsync();

        Assert.Equal(
            [
                "configuration.json", "doctor.json", "log/openlaunch.log", "state/console.log", "state/journal.ndjson",
                "status.json", "timeline.json", "timeline.txt", "validate.txt", "version.txt", "volumes.json",
            ],
            parts.Keys.Where(name => name != "log/status.json").Order(StringComparer.Ordinal));
        Assert.Contains("valid, 2 entries", parts["validate.txt"], StringComparison.Ordinal);
        Assert.Contains("add the route", parts["log/openlaunch.log"], StringComparison.Ordinal);
        Assert.Equal("ok", Status(parts));
        Assert.NotEmpty(JsonDocument.Parse(parts["doctor.json"]).RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal("addRoutes", Json(parts, "configuration.json").GetProperty("steps")[0].GetProperty("step").GetString());
    }

    [Fact]
    public async Task A_secret_that_stands_in_every_input_stands_in_no_part()
    {
        await File.WriteAllTextAsync(
            state.At("data.txt"), $"<powershell>\nnet user me {Secret}\nWrite-Error '{Secret}'\n</powershell>", Token);
        var plan = $$"""
            version: 1
            # {{Secret}} in a comment
            steps:
              - step: setAdminAccount
                inputs: { password: { type: static, data: "{{Secret}}" } }
              - step: addUsers
                inputs: { users: [{ name: worker, password: "{{Secret}}" }] }
              - step: writeFile
                inputs: [{ destination: 'C:\secret.txt', content: "{{Secret}}" }]
              - step: executeScript
                inputs: [{ frequency: once, type: powershell, runAs: admin, content: "echo {{Secret}}" }]
              - step: runUserData
            """;
        await RunAsync(plan, "--user-data", state.At("data.txt"));
        await File.WriteAllTextAsync(state.At("plan.yml"), plan, Token); // the run takes the administrator's password out of it
        Directory.CreateDirectory(state.At("log/userdata"));
        await File.WriteAllTextAsync(state.At("log/userdata/script-output.log"), $"printed {Secret}", Token);
        // What a fault of ours, or a custom step, may leave in the log.
        await File.AppendAllTextAsync(state.At("log/openlaunch.log"), $"the password is {Secret}\n", Token);
        await File.WriteAllTextAsync(state.At("log/wide.log"), $"in UTF-16: {Secret}", Encoding.Unicode, Token);

        var parts = await CollectAsync();
        var all = await CollectAsync("--include-user-data");

        Assert.All(parts, part => Assert.False(
            Flat(part.Value).Contains(Secret, StringComparison.Ordinal), $"{part.Key} holds the secret"));
        Assert.Contains("the password is ***", parts["log/openlaunch.log"], StringComparison.Ordinal);
        Assert.DoesNotContain(parts.Keys, name => name.StartsWith("log/userdata", StringComparison.Ordinal));
        Assert.Contains("log/userdata/script-output.log", all.Keys);
        Assert.Equal(
            "***", Json(parts, "configuration.json").GetProperty("steps")[2].GetProperty("inputs")[0].GetProperty("content").GetString());
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_machine_file_and_the_leave_to_use_what_others_can_alter_count_for_each_part()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes");
        await File.WriteAllTextAsync(state.At("plan.yml"), "version: 1\nsteps:\n  - step: announceReady\n", Token);
        await File.WriteAllTextAsync(state.At("machine.yml.other"), "computerName: OTHER\nbootTask: enabled\n", Token);
        File.SetUnixFileMode(state.Path, (UnixFileMode)0b111_111_111);

        var refused = await CollectAsync();
        var parts = await CollectAsync("--insecure-permissions", $"--simulate={state.At("machine.yml.other")}");

        Assert.Contains("is not used: it can be altered by", refused["doctor.json"], StringComparison.Ordinal);
        Assert.NotEmpty(Json(parts, "doctor.json").GetProperty("findings").EnumerateArray());
        Assert.DoesNotContain("exit code", parts["volumes.json"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_machine_that_never_ran_and_a_configuration_that_is_no_yaml_the_rest_is_gathered()
    {
        await File.WriteAllTextAsync(state.At("plan.yml"), "steps: [", Token);

        var parts = await CollectAsync();

        Assert.Contains("configuration.json: ", parts["not-collected.txt"], StringComparison.Ordinal);
        Assert.Contains("exit code 78", parts["validate.txt"], StringComparison.Ordinal);
        Assert.Equal("neverRan", Status(parts));
    }

    [Fact]
    public async Task An_archive_that_cannot_be_written_is_an_error_and_the_folder_stays_as_it_was()
    {
        await RunAsync("version: 1\nsteps:\n  - step: announceReady\n");
        var before = state.Snapshot();

        var result = await OpenLaunchProcess.RunAsync(
            "collect-logs", "--simulate", "--state", state.Path, "-o", "/dev/null/no.zip");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(before, state.Snapshot());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task RunAsync(string plan, params string[] options)
    {
        await File.WriteAllTextAsync(state.At("plan.yml"), plan, Token);
        var result = await OpenLaunchProcess.RunAsync(
            ["run", "--simulate", "--state", state.Path, "-c", state.At("plan.yml"), .. options]);
        Assert.True(result.ExitCode is 0 or 1, result.Error);
    }

    private async Task<Dictionary<string, string>> CollectAsync(params string[] options)
    {
        var file = Path.Combine(Path.GetTempPath(), $"openlaunch-{Guid.NewGuid()}.zip");
        var result = await OpenLaunchProcess.RunAsync(
            ["collect-logs", file, .. options.Any(option => option.StartsWith("--simulate", StringComparison.Ordinal)) ? Array.Empty<string>() : ["--simulate"], "--state", state.Path, "-c", state.At("plan.yml"), .. options]);
        Assert.Equal((0, file), (result.ExitCode, result.Output.Trim()));
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, Token);
            var parts = new Dictionary<string, string>();
            foreach (var entry in archive.Entries)
            {
                using var reader = new StreamReader(await entry.OpenAsync(Token), Encoding.Latin1);
                parts.Add(entry.FullName, await reader.ReadToEndAsync(Token));
            }

            return parts;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static JsonElement Json(Dictionary<string, string> parts, string name) => JsonDocument.Parse(parts[name]).RootElement;

    private static string? Status(Dictionary<string, string> parts) => Json(parts, "status.json").GetProperty("status").GetString();

    private static string Flat(string text) => text.Replace("\0", "", StringComparison.Ordinal);
}
