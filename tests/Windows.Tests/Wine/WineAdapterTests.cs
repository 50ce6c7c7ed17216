using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json;
using OpenLaunch.Windows.Tests.Doubles;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>Adapters that a boot of the ten stages under Wine does not reach.</summary>
[Collection(WineMachine.Collection)]
public class WineAdapterTests(WineMachine machine)
{
    private const string Listener = @"HKLM\SYSTEM\CurrentControlSet\Control\Terminal Server\WinStations\RDP-Tcp";

    [Fact]
    public async Task The_doctor_sees_the_adapters_and_the_routes_of_the_machine()
    {
        await machine.DemandAsync();
        var gateway = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(adapter => adapter.GetIPProperties().GatewayAddresses)
            .FirstOrDefault(address => address.Address.AddressFamily == AddressFamily.InterNetwork)?.Address.ToString();
        Assert.SkipWhen(gateway is null, "This machine has no default gateway.");
        await using var boot = new WineBoot(machine, "  - step: addRoutes\n");
        var result = await machine.OpenLaunchAsync(["doctor", "--json", .. boot.Arguments]);
        Assert.True(result.ExitCode == 1, result.ToString());
        var findings = JsonElement.Parse(result.Output).GetProperty("findings").EnumerateArray().ToList();
        Assert.Contains(findings, finding => Says(finding, "adapter", "is the primary one", $"gateway {gateway}"));
        Assert.Contains(findings, finding => Says(finding, "route", $"no route of its own through {gateway}", "only a default route"));
    }

    [Fact]
    public async Task A_file_of_the_user_data_is_written()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(
            machine, "  - step: runUserData\n",
            "#cloud-config\nwrite_files:\n- path: C:\\made\\greeting.txt\n  content: \"hello\\r\\n\"\n");
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("hello\r\n", await File.ReadAllTextAsync(
            Path.Combine(machine.DriveC, "made", "greeting.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_is_not_written_through_a_link_of_a_user()
    {
        await machine.DemandAsync();
        var elsewhere = Directory.CreateDirectory(Path.Combine(machine.DriveC, "elsewhere-of-files"));
        var user = Directory.CreateDirectory(Path.Combine(machine.DriveC, "users", "ann"));
        Directory.CreateSymbolicLink(Path.Combine(user.FullName, "out"), elsewhere.FullName);
        await using var boot = new WineBoot(machine, """
              - step: writeFile
                inputs: { files: [{ destination: 'C:\users\ann\out\deep\er\a.txt', content: a }] }

            """);
        var run = await boot.RunAsync();
        Assert.Equal("failed", run.OutcomeOf("writeFile"));
        Assert.Contains("leads elsewhere", run.ReasonOf("writeFile"), StringComparison.Ordinal);
        Assert.Empty(elsewhere.EnumerateFiles("*", SearchOption.AllDirectories));

        Directory.Delete(Path.Combine(user.FullName, "out"));
        Assert.Equal("done", (await boot.RunAsync()).OutcomeOf("writeFile"));
        Assert.Equal(["a.txt"], Directory.EnumerateFiles(Path.Combine(user.FullName, "out", "deep", "er")).Select(Path.GetFileName));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_that_is_written_over_keeps_its_permissions_and_what_a_killed_writer_left_goes()
    {
        await machine.DemandAsync();
        var folder = Directory.CreateDirectory(Path.Combine(machine.DriveC, "written-over"));
        var file = Path.Combine(folder.FullName, "kept.txt");
        await File.WriteAllTextAsync(file, "old", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file + ".01234567.new", "half of", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite); // Wine makes permissions of it
        await using var boot = new WineBoot(
            machine, "  - step: runUserData\n",
            "#cloud-config\nwrite_files:\n- path: C:\\written-over\\kept.txt\n  content: new\n");
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("new", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal([file], Directory.GetFiles(folder.FullName));
        Assert.Equal( // Wine gives the group of administrators a part of it
            UnixFileMode.None, File.GetUnixFileMode(file) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_program_of_the_plan_gets_each_argument_as_it_is_and_its_exit_code_counts()
    {
        await machine.DemandAsync();
        var made = Path.Combine(machine.NewFolder(), "two words");
        await using var boot = new WineBoot(machine, $$"""
              - step: executeProgram
                inputs:
                  programs:
                    - { path: 'C:\windows\system32\cmd.exe', arguments: [/c, mkdir, '{{WineMachine.WindowsPath(made)}}'] }
                    - { path: 'C:\windows\system32\cmd.exe', arguments: [/c, exit, '9'] }

            """);
        var run = await boot.RunAsync();
        Assert.True(Directory.Exists(made), run.ToString());
        Assert.Equal("failed", run.OutcomeOf("executeProgram"));
        Assert.Contains("exit code 9", run.ReasonOf("executeProgram"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_data_that_persists_is_kept_encrypted_and_runs_without_metadata()
    {
        await machine.DemandAsync();
        var counter = Path.Combine(machine.NewFolder(), "count.txt");
        await using var boot = new WineBoot(
            machine, "  - step: runUserData\n",
            $"<script>\r\n@echo kept-word>>{WineMachine.WindowsPath(counter)}\r\nexit 0\r\n</script><persist>true</persist>");
        Assert.Equal("done", (await boot.RunAsync()).OutcomeOf("runUserData"));
        await boot.EndMetadataAsync();
        var next = await boot.RunAsync();
        Assert.True(next.OutcomeOf("runUserData") == "done", next.ToString());
        Assert.Equal(2, (await File.ReadAllLinesAsync(counter, TestContext.Current.CancellationToken)).Length);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(boot.Folder, "state"), "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("kept-word", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_Systems_Manager_agent_is_started_and_set_to_start_with_Windows()
    {
        await machine.DemandAsync();
        CrossCompiler.Demand();
        await StandInService.CreateAsync(machine, "AmazonSSMAgent", "disabled");
        await using var boot = new WineBoot(machine, "  - step: startSsm\n");
        var run = await boot.RunAsync();
        var state = await machine.RunAsync("sc", "query", "AmazonSSMAgent");
        var start = await machine.RegistryAsync(@"HKLM\SYSTEM\CurrentControlSet\Services\AmazonSSMAgent", "Start");
        await machine.RunAsync("net", "stop", "AmazonSSMAgent");
        await machine.RunAsync("sc", "delete", "AmazonSSMAgent");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(
            ["set the service AmazonSSMAgent to start with Windows (was disabled)", "start the service AmazonSSMAgent"],
            run.ChangesOf("startSsm"));
        Assert.Contains("RUNNING", state.Output, StringComparison.Ordinal);
        Assert.Equal("0x2", start); // SERVICE_AUTO_START
    }

    [Fact]
    public async Task The_thumbprint_of_the_bound_Remote_Desktop_certificate_is_on_the_console()
    {
        await machine.DemandAsync();
        const string thumbprint = "00112233445566778899AABBCCDDEEFF00112233";
        await machine.RunAsync("reg", "add", Listener, "/v", "SSLCertificateSHA1Hash", "/t", "REG_BINARY", "/d", thumbprint, "/f");
        await using var boot = new WineBoot(machine, "  - step: showInstanceInfo\n");
        var run = await boot.RunAsync();
        await machine.RunAsync("reg", "delete", Listener, "/v", "SSLCertificateSHA1Hash", "/f");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains(
            thumbprint, await File.ReadAllTextAsync(boot.ConsolePath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_that_a_step_asked_for_is_asked_of_Windows_as_a_planned_one()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(
            machine, "  - step: setHostName\n    inputs: { hostName: WINE-RESTART }\n");
        // Wine does not restart, but it shows the call: restart, forced, planned reconfiguration of the operating system. The run
        // stays alive until Windows ends it, which is done here.
        using var process = await machine.StartTracedAsync("fixme+advapi", ["run", "--console", "none", .. boot.Arguments]);
        await process.UntilErrorsSayAsync("InitiateSystemShutdownExW");
        process.Kill();
        var result = await process.EndAsync();
        Assert.Matches("InitiateSystemShutdownExW .*WINE-RESTART.* 0 1 1 0x80020004", result.Errors);
    }

    private static bool Says(JsonElement finding, string subject, string what, string evidence) =>
        finding.Text("subject") == subject
        && finding.Text("what")!.Contains(what, StringComparison.Ordinal)
        && finding.Text("evidence")!.Contains(evidence, StringComparison.Ordinal);
}
