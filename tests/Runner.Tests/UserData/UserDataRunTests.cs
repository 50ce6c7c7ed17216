using System.Text.Json;

namespace OpenLaunch.Runner.Tests.UserData;

/// <summary>User data on its whole way: metadata service, engine, journal, boots one after the other.</summary>
[EachProgram]
public sealed class UserDataRunTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_script_that_asks_for_a_reboot_is_called_again_at_the_next_boot_and_the_finished_one_is_not()
    {
        const string userData = "<script>echo hi</script><powershell>\n# simulate exit 3010 0\n</powershell>";
        var (code, _, first) = await BootAsync(userData);
        Assert.Equal(3, code);
        Assert.Equal(2, first.GetProperty("changes").GetArrayLength());

        (code, var outcome, var second) = await BootAsync();
        Assert.Equal((0, "done"), (code, outcome));
        Assert.Equal(
            "run the PowerShell script 2 of 2 as LocalSystem", Assert.Single(second.GetProperty("changes").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task What_is_not_understood_fails_the_run()
    {
        var (code, outcome, step) = await BootAsync("<powershell>hello");
        Assert.Equal((1, "failed"), (code, outcome));
        Assert.StartsWith("Line 1 of the user data: ", step.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_laptop_has_no_PowerShell_that_is_what_is_said()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipWhen(
            OperatingSystem.IsWindows() || path.Any(part => File.Exists(Path.Combine(part, "pwsh"))), "there is a PowerShell");
        var text = Path.Combine(folder.FullName, "user-data.txt");
        await File.WriteAllTextAsync(text, "<powershell>exit 0</powershell>", TestContext.Current.CancellationToken);

        var run = await OpenLaunchProcess.RunAsync(
            "run", "--simulate", "--execute-scripts", "--user-data", text, "--only", "runUserData",
            "--state", Path.Combine(folder.FullName, "state"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no pwsh on the PATH, and no .NET tool PowerShell", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_text_on_the_same_instance_runs_only_when_forced()
    {
        await BootAsync("<script>echo one</script>");
        Assert.Equal("skipped", (await BootAsync("<script>echo two</script>")).Outcome);
        Assert.Equal("done", (await BootAsync("<script>echo two</script>", "--force")).Outcome);
    }

    [Fact]
    public async Task A_second_boot_tells_since_when_the_script_has_run_and_status_repeats_it()
    {
        await BootAsync("<script>echo one</script>");
        var (code, outcome, step) = await BootAsync();
        Assert.Equal((0, "skipped"), (code, outcome));
        var reason = step.GetProperty("reason").GetString()!;
        Assert.Matches(
            @"^the batch script 1 of 1 ran on this instance on \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ; it runs again with --force", reason);
        foreach (string[] form in new string[][] { [], ["--json"] })
        {
            var status = await OpenLaunchProcess.RunAsync(["status", "--state", folder.FullName, .. form]);
            Assert.Contains("the batch script 1 of 1 ran on this instance on ", status.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("version: 1.1\ntasks:\n- task: noSuchStep\n", 3)]
    [InlineData("version: 1.1\ntasks:\n- task: startSsm\n  inputs:\n  shutdown: true\n", 5)]
    [InlineData("#cloud-config\nhostname: a_b\n", 2)]
    public async Task What_the_run_cannot_do_parse_does_not_accept(string userData, int line)
    {
        var (code, outcome, step) = await BootAsync(userData);
        Assert.Equal((1, "failed"), (code, outcome));
        var reason = step.GetProperty("reason").GetString()!;
        Assert.StartsWith($"Line {line} of the user data: ", reason, StringComparison.Ordinal);
        Assert.Empty(step.GetProperty("changes").EnumerateArray());

        var parsed = await OpenLaunchProcess.RunAsync("userdata", "parse", Path.Combine(folder.FullName, "user-data.txt"));
        Assert.Equal(1, parsed.ExitCode);
        Assert.Contains($"line {line}: error: {reason.Split(": ", 2)[1]}", parsed.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing would run.", parsed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_list_of_version_1_0_runs_after_the_last_step()
    {
        var (_, outcome, step) = await BootAsync(
            "version: 1.0\ntasks:\n- task: executeScript\n  inputs:\n"
            + "  - { frequency: once, type: batch, runAs: localSystem, content: echo }\n");
        Assert.Equal("done", outcome);
        Assert.Equal("run the batch script 1 of 1 as LocalSystem", step.GetProperty("changes")[0].GetString());
        var changes = File.ReadLines(Path.Combine(folder.FullName, "journal.ndjson"))
            .Where(line => line.Contains("\"kind\":\"change\"", StringComparison.Ordinal)).ToList();
        Assert.Contains("run the batch script", changes[^1], StringComparison.Ordinal);
        Assert.Contains("the boot task", changes[^2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_of_the_catalogue_runs_as_a_step()
    {
        var (_, outcome, step) = await BootAsync("version: 1.1\ntasks:\n- task: setHostName\n  inputs: { hostName: WEB-01 }\n");
        Assert.NotEqual("failed", outcome);
        Assert.Contains("WEB-01", step.GetProperty("changes")[0].GetString()!, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Outcome, JsonElement Step)> BootAsync(string? userData = null, params string[] options)
    {
        string[] given = [];
        if (userData is not null)
        {
            var file = Path.Combine(folder.FullName, "user-data.txt");
            await File.WriteAllTextAsync(file, userData, TestContext.Current.CancellationToken);
            given = ["--user-data", file];
        }

        var run = await OpenLaunchProcess.RunAsync(
            ["run", "--simulate", "--state", folder.FullName, "--skip", "setAdminAccount", "--json", .. given, .. options]);
        using var json = JsonDocument.Parse(run.Output);
        var step = json.RootElement.GetProperty("steps").EnumerateArray()
            .Single(step => step.GetProperty("name").GetString() == "runUserData").Clone();
        return (run.ExitCode, step.GetProperty("outcome").GetString()!, step);
    }
}
