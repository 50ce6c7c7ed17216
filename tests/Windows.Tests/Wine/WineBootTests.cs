using System.Text.RegularExpressions;

namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineBootTests(WineMachine machine)
{
    private const string Rename = @"HKLM\SYSTEM\CurrentControlSet\Control\ComputerName\ComputerName";

    private const string TenStages = """
          - step: waitForSysprep
          - step: addRoutes
          - step: waitForMetadata
          - step: setHostName
            inputs: { hostName: WINE-BOOTED, reboot: false }
          - step: showInstanceInfo
          - step: extendRootPartition
          - step: setAdminAccount
          - step: announceReady
          - step: runUserData
          - step: registerBootTask
        """;

    [Fact]
    public async Task The_boot_task_is_registered_for_LocalSystem_by_name_and_as_a_service_account()
    {
        await machine.DemandAsync();
        await ForgetBootTaskAsync();
        await using var boot = new WineBoot(machine, "  - step: registerBootTask\n    inputs: { state: enabled }\n");
        using var process = await machine.StartTracedAsync("trace+taskschd", ["run", "--console", "none", .. boot.Arguments]);
        var result = await process.EndAsync();
        var call = result.Errors.Split('\n').FirstOrDefault(line => line.Contains("RegisterTask ", StringComparison.Ordinal));
        Assert.Matches("""\{VT_BSTR: L"S-1-5-18"\},[0-9A-F]+ \{VT_EMPTY\},5,""", call);
    }

    [Fact]
    public async Task The_ten_stages_run_to_their_end_although_Wine_lacks_some_of_Windows()
    {
        await machine.DemandAsync();
        // Asked within the run: Wine takes the name of the host again when its last process has ended.
        var registry = Path.Combine(machine.NewFolder(), "name.txt");
        await using var boot = new WineBoot(
            machine, TenStages,
            $"<script>\r\nreg query {Rename} > {WineMachine.WindowsPath(registry)}\r\nexit 0\r\n</script>");
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Equal("failed", run.Json.Text("outcome"));
        Assert.Equal(boot.InstanceId, run.Json.Text("instanceId"));
        Assert.All(
            ["waitForSysprep", "waitForMetadata", "setHostName", "showInstanceInfo", "announceReady", "runUserData",
                "registerBootTask"],
            step => Assert.Equal("done", run.OutcomeOf(step)));

        // Wine 8 has neither CreateIpForwardEntry2 nor NetUserSetInfo: the step fails with words, and the boot goes on.
        Assert.Equal("failed", run.OutcomeOf("addRoutes"));
        Assert.Contains("this Windows lacks the function", run.ReasonOf("addRoutes"), StringComparison.Ordinal);
        Assert.Equal("failed", run.OutcomeOf("setAdminAccount"));
        Assert.Contains("the account", run.ReasonOf("setAdminAccount"), StringComparison.Ordinal);
        Assert.Contains(
            "WINE-BOOTED", await File.ReadAllTextAsync(registry, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await TheConsoleIsThatOfEc2LaunchAsync(boot);
        await TheJournalTellsOfAllStepsAsync(boot);
    }

    [Fact]
    public async Task A_second_boot_changes_what_is_in_place_already_no_more()
    {
        await machine.DemandAsync();
        const string steps = """
              - step: setHostName
                frequency: always
                inputs: { hostName: WINE-TWICE, reboot: false }
              - step: registerBootTask
                inputs: { state: enabled }
            """;
        await ForgetBootTaskAsync();
        await using var boot = new WineBoot(machine, steps);
        var first = await boot.RunAsync();
        var second = await boot.RunAsync();
        Assert.True(first.ExitCode == 0 && second.ExitCode == 0, $"{first}\n{second}");
        Assert.NotEmpty(first.ChangesOf("registerBootTask"));
        Assert.Empty(second.ChangesOf("registerBootTask"));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_on_the_machine()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(
            machine, "  - step: setHostName\n    inputs: { hostName: NEVER-SET, reboot: false }\n");
        var run = await boot.RunAsync("--dry-run");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains(run.ChangesOf("setHostName"), change => change.Contains("NEVER-SET", StringComparison.Ordinal));
        Assert.NotEqual("NEVER-SET", await machine.RegistryAsync(Rename, "ComputerName"));
        Assert.False(File.Exists(boot.JournalPath));
    }

    /// <summary>Another test may have left one.</summary>
    private Task ForgetBootTaskAsync() =>
        machine.RunAsync("schtasks", "/delete", "/tn", "OpenLaunch - Instance Initialization", "/f");

    private static async Task TheConsoleIsThatOfEc2LaunchAsync(WineBoot boot)
    {
        var text = await File.ReadAllTextAsync(boot.ConsolePath, TestContext.Current.CancellationToken);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var lines = text.Split("\r\n")[..^1];
        Assert.All(lines, line => Assert.Matches(@"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\dZ: \S", line));
        var said = lines.Select(line => Regex.Replace(line, "^.{22}", "")).ToList();
        Assert.Equal("Windows sysprep configuration complete.", said[0]);
        Assert.Contains($"Instance-ID: {boot.InstanceId}", said);
        Assert.Contains(said, line => line.StartsWith("OsVersion: ", StringComparison.Ordinal));
        Assert.Contains("Message: Windows is Ready to use", said);
        Assert.DoesNotContain(said, line => line.StartsWith("Password", StringComparison.Ordinal));
    }

    private static async Task TheJournalTellsOfAllStepsAsync(WineBoot boot)
    {
        var journal = await boot.JournalAsync();
        Assert.Equal("run", journal[0].Text("kind"));
        Assert.Equal("end", journal[^1].Text("kind"));
        Assert.Equal(10, journal.Count(line => line.Text("kind") == "outcome"));
        Assert.Contains(journal, line => line.Text("kind") == "change" && line.Text("name") == "setHostName");
    }
}
