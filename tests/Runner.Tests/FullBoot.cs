using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace OpenLaunch.Runner.Tests;

[EachProgram]
public sealed partial class FullBoot : IDisposable
{
    private readonly StateFolder state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task A_fresh_instance_comes_through_the_ten_stages_to_Ready()
    {
        var result = await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path, "--json");
        using var report = RunReport.Of(result);

        Assert.Equal((0, "done"), (result.ExitCode, report.Outcome));
        string[] stages =
        [
            "waitForSysprep", "addRoutes", "waitForMetadata", "setHostName", "showInstanceInfo", "extendRootPartition",
            "setAdminAccount", "announceReady", "runUserData", "registerBootTask",
        ];
        Assert.Equal(stages, report.Names.Where(stages.Contains));
        Assert.Matches("^i-[0-9a-f]{17}$", report.InstanceId);
        Assert.Contains("Message: Windows is Ready to use\r\n", state.ConsoleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_a_serial_port_comes_to_its_end_without_waiting_for_one()
    {
        var fresh = await File.ReadAllTextAsync(
            Repository.File("config", "examples", "fresh-instance.yml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            state.At("none.yml"), $"{fresh}\nhasSerialPort: false\n", TestContext.Current.CancellationToken);

        var result = await OpenLaunchProcess.RunAsync("run", $"--simulate={state.At("none.yml")}", "--state", state.Path);

        // The password's line would be waited for for 5 minutes, those of progress and Ready for 30 s: the log says if they were.
        var log = await File.ReadAllTextAsync(Path.Combine(state.Path, "log", "openlaunch.log"), TestContext.Current.CancellationToken);
        Assert.Single(Regex.Matches(log, "There is no COM1"));
        Assert.DoesNotContain("waited for", log, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task A_serial_port_that_is_busy_when_the_boot_begins_gets_all_its_lines()
    {
        var fresh = await File.ReadAllTextAsync(
            Repository.File("config", "examples", "fresh-instance.yml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            state.At("busy.yml"), $"{fresh}\nconsoleBusyMilliseconds: 2500\n", TestContext.Current.CancellationToken);

        var result = await OpenLaunchProcess.RunAsync("run", $"--simulate={state.At("busy.yml")}", "--state", state.Path, "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Single(Password().Matches(state.ConsoleText));
        Assert.StartsWith("Windows sysprep configuration complete.", state.ConsoleText[22..], StringComparison.Ordinal);
        Assert.Contains("Message: Windows is Ready to use\r\n", state.ConsoleText, StringComparison.Ordinal);
        Assert.Contains(
            "COM1 is waited for", await File.ReadAllTextAsync(state.At("log/openlaunch.log"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_console_line_has_the_time_before_it_except_within_the_password_block()
    {
        await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path);
        var lines = state.ConsoleText.Split("\r\n");

        Assert.Equal("", lines[^1]);
        var bare = lines[..^1].Where(line => !Timed().IsMatch(line)).ToList();
        Assert.Equal(2, bare.Count);
        Assert.Equal(344, bare[0].Length);
        Assert.Equal("</Password>", bare[1]);
        Assert.Equal("Windows sysprep configuration complete.", lines[0][22..]);
    }

    [Fact]
    public async Task The_password_block_decrypts_with_the_key_pair_to_a_password_of_the_right_form()
    {
        await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path);
        using var key = RSA.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(state.At("key-pair.pem"), TestContext.Current.CancellationToken));

        var block = Password().Match(state.ConsoleText).Groups[1].Value;
        var password = System.Text.Encoding.UTF8.GetString(
            key.Decrypt(Convert.FromBase64String(block), RSAEncryptionPadding.Pkcs1));

        Assert.Matches(@"^[a-zA-Z2-9()!@$%\-=.?*;&]{32}$", password);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(state.Path, "*", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_run_on_the_same_state_changes_nothing()
    {
        await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path);
        using var second = RunReport.Of(await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path, "--json"));

        Assert.Equal("done", second.Outcome);
        Assert.Empty(second.Changes);
        Assert.StartsWith("done once for this instance", second.ReasonOf("setAdminAccount"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_leaves_every_byte_of_the_state_as_it_was()
    {
        await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path);
        var before = state.Snapshot();

        var dry = await OpenLaunchProcess.RunAsync(
            "run", "--simulate", Repository.File("config", "examples", "moved-subnet.yml"), "--state", state.Path, "--dry-run", "--json");
        using var report = RunReport.Of(dry);

        Assert.NotEmpty(report.ChangesOf("addRoutes"));
        Assert.Equal(before, state.Snapshot());
    }

    [Fact]
    public async Task A_dry_run_on_nothing_leaves_nothing()
    {
        var folder = state.At("absent");
        await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", folder, "--dry-run");

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task The_moved_subnet_is_mended_before_metadata_is_waited_for()
    {
        var result = await OpenLaunchProcess.RunAsync(
            "run", $"--simulate={Repository.File("config", "examples", "moved-subnet.yml")}", "--state", state.Path, "--json");
        using var report = RunReport.Of(result);

        Assert.Equal(0, result.ExitCode);
        foreach (var last in (int[])[254, 250, 251])
        {
            var stale = string.Create(CultureInfo.InvariantCulture, $"remove the persistent route 169.254.169.{last}/32 through 10.0.16.1");
            Assert.Contains(report.ChangesOf("addRoutes"), change => change.StartsWith(stale, StringComparison.Ordinal));
        }

        Assert.DoesNotContain("10.0.16.1", state.MachineText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rename_restarts_the_machine_and_the_next_boot_has_the_name_and_its_routes_again()
    {
        var plan = state.At("plan.yml");
        await File.WriteAllTextAsync(
            plan,
            "version: 1\nsteps:\n  - step: addRoutes\n  - step: waitForMetadata\n"
            + "  - step: setHostName\n    inputs: { format: v1 }\n  - step: announceReady\n",
            TestContext.Current.CancellationToken);

        var first = await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path, "-c", plan, "--json");
        var second = await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path, "-c", plan, "--json");
        using var report = RunReport.Of(second);

        Assert.Equal((3, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("computerName: IP-AC1F280A", state.MachineText, StringComparison.Ordinal);
        Assert.Contains(report.ChangesOf("addRoutes"), change => change.StartsWith("add the route", StringComparison.Ordinal));
        Assert.Empty(report.ChangesOf("setHostName"));
    }

    [GeneratedRegex("^[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}Z: ")]
    private static partial Regex Timed();

    [GeneratedRegex("Password: <Password>\r\n([A-Za-z0-9+/=]+)\r\n</Password>\r\n")]
    private static partial Regex Password();
}
