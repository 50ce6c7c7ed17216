using System.Xml.Linq;

namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public sealed class WineImageTests(WineMachine machine) : IAsyncLifetime
{
    private const string TerminalServer = @"HKLM\SYSTEM\CurrentControlSet\Control\Terminal Server";
    private const string Denies = "fDenyTSConnections";

    private readonly RecordingSysprep sysprep = new(machine);

    private string Data => Path.Combine(machine.DriveC, "ProgramData", "OpenLaunch");

    private string Script => Path.Combine(Data, "config", "before-sysprep.cmd");

    private string Journal => Path.Combine(Data, "state", "journal.ndjson");

    public async ValueTask InitializeAsync()
    {
        await machine.DemandAsync();
        await sysprep.InstallAsync();
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        await machine.SetRegistryAsync(TerminalServer, Denies, 0);
        var installed = await machine.OpenLaunchAsync("install");
        Assert.True(installed.ExitCode == 0, installed.ToString());
        await File.WriteAllTextAsync(Journal, "", TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        await machine.OpenLaunchAsync("uninstall", "--purge");
    }

    [Fact]
    public async Task Sysprep_is_started_with_the_filled_answer_file_while_Remote_Desktop_is_closed()
    {
        await File.WriteAllTextAsync(Script, "@echo off\r\necho before>C:\\before.txt\r\nexit /b 0\r\n", Cancellation);
        var result = await SysprepAsync("--shutdown");
        Assert.True(result.ExitCode == 0, result.ToString());

        Assert.StartsWith("denied=1 ", sysprep.Call, StringComparison.Ordinal);
        Assert.EndsWith(
            @" /oobe /generalize /shutdown /quiet /unattend:C:\ProgramData\OpenLaunch\state\sysprep-unattend.xml",
            sysprep.Call, StringComparison.Ordinal);
        Assert.Equal("0x1", await machine.RegistryAsync(TerminalServer, Denies));
        Assert.True(File.Exists(Path.Combine(machine.DriveC, "before.txt")));
        Assert.False(File.Exists(Journal));
        Assert.Empty(await ChangesOfAsync("enabled"));
        XNamespace unattend = "urn:schemas-microsoft-com:unattend";
        var answers = XDocument.Load(Path.Combine(Data, "state", "sysprep-unattend.xml"));
        Assert.Matches("^[a-z]{2,3}-[A-Z]{2}$", answers.Descendants(unattend + "UILanguage").Single().Value);
        Assert.EndsWith(
            "openlaunch.exe\" specialize", answers.Descendants(unattend + "Path").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_of_the_answer_file_stands_nowhere_on_a_new_instance()
    {
        const string planted = "Pl4nted-Of-An-Answer-File";
        var config = Path.Combine(Data, "config", "unattend.xml");
        var own = await File.ReadAllTextAsync(config, Cancellation);
        await File.WriteAllTextAsync(config, own.Replace("</unattend>", $"<!-- {planted} --></unattend>", StringComparison.Ordinal), Cancellation);
        var result = await SysprepAsync();
        await machine.OpenLaunchAsync("specialize");
        await File.WriteAllTextAsync(config, own, Cancellation); // the operator's own, for administrators alone, is not ours to change

        var collected = await machine.OpenLaunchAsync("collect-logs", "C:\\collected.zip");

        Assert.True(collected.ExitCode == 0, collected.ToString());
        Assert.DoesNotContain(planted, $"{result}{collected}", StringComparison.Ordinal);
        var zip = Path.Combine(machine.DriveC, "collected.zip");
        using (var archive = System.IO.Compression.ZipFile.OpenRead(zip))
        {
            foreach (var entry in archive.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                Assert.DoesNotContain(planted, await reader.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
            }
        }

        foreach (var file in Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(planted, await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);
        File.Delete(zip);
    }

    [Fact]
    public async Task Sysprep_leaves_no_command_for_the_wallpaper_in_the_image()
    {
        const string logon = @"HKLM\Software\Microsoft\Windows\CurrentVersion\Run";
        await machine.SetRegistryAsync(logon, "OpenLaunchWallpaper", "openlaunch.exe wallpaper");
        await machine.SetRegistryAsync(@"HKLM\Software\OpenLaunch\Wallpaper", "Attributes", "hostName");

        var result = await SysprepAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Null(await machine.RegistryAsync(logon, "OpenLaunchWallpaper"));
        Assert.Null(await machine.RegistryAsync(@"HKLM\Software\OpenLaunch\Wallpaper", "Attributes"));
    }

    [Fact]
    public async Task A_script_that_fails_keeps_the_machine_as_it_is()
    {
        await File.WriteAllTextAsync(Script, "@echo no room for this\r\n@exit /b 9\r\n", Cancellation);
        var result = await SysprepAsync();
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("exit code 9", result.Errors, StringComparison.Ordinal);
        var output = Path.Combine(Data, "log", "before-sysprep-output.log");
        Assert.Contains("no room for this", await File.ReadAllTextAsync(output, Cancellation), StringComparison.Ordinal);
        Assert.Null(sysprep.Call);
        Assert.True(File.Exists(Journal));
        Assert.Equal("0x0", await machine.RegistryAsync(TerminalServer, Denies));
    }

    [Fact]
    public async Task A_Sysprep_that_fails_leaves_Remote_Desktop_open()
    {
        sysprep.LetFail();
        var result = await SysprepAsync();
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("exit code 5 and the image state IMAGE_STATE_COMPLETE", result.Errors, StringComparison.Ordinal);
        Assert.Contains(@"\Sysprep\Panther\setuperr.log", result.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("0x0", await machine.RegistryAsync(TerminalServer, Denies));
        var log = await File.ReadAllTextAsync(Path.Combine(Data, "log", "openlaunch.log"), Cancellation);
        Assert.Contains("Error: sysprep.exe ended with exit code 5", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_of_Sysprep_tells_every_act_and_does_none()
    {
        var result = await SysprepAsync("--dry-run", "--per-boot");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("would schedule openlaunch for each start", result.Output, StringComparison.Ordinal);
        Assert.Contains("would run sysprep.exe /oobe /generalize /quit", result.Output, StringComparison.Ordinal);
        Assert.Null(sysprep.Call);
        Assert.True(File.Exists(Journal));
    }

    [Theory]
    [InlineData(@"Component Based Servicing\RebootPending", "Windows must restart")]
    [InlineData(@"WindowsUpdate\Auto Update\RebootRequired", "Windows must restart")]
    [InlineData(@"Installer\InProgress", "Windows is being serviced")]
    public async Task What_Windows_has_under_way_is_waited_for_and_then_refused_with_what_to_do(string mark, string reason)
    {
        var key = @"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\" + mark;
        await machine.SetRegistryAsync(key, "test", 1);
        var result = await SysprepAsync("--wait", "1s");
        var removed = await machine.RunAsync("reg", "delete", key, "/f");
        Assert.True(removed.ExitCode == 0, removed.ToString());
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains($"waiting up to 1s: {reason}", result.Output, StringComparison.Ordinal);
        Assert.Contains(mark, result.Errors, StringComparison.Ordinal);
        Assert.Contains("Then call 'openlaunch sysprep' again", result.Errors, StringComparison.Ordinal);
        Assert.Null(sysprep.Call);
        Assert.True(File.Exists(Journal));
        Assert.Equal("0x0", await machine.RegistryAsync(TerminalServer, Denies));
    }

    [Fact]
    public async Task A_Windows_that_is_generalized_already_is_refused_before_anything()
    {
        await machine.SetImageStateAsync("IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE");
        var result = await SysprepAsync("--dry-run");
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("generalized already", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Sysprep_that_a_script_of_a_run_asks_for_starts_when_the_plan_has_ended()
    {
        var program = WineMachine.WindowsPath(await machine.ProgramAsync());
        await using var boot = new WineBoot(
            machine, "  - step: runUserData\n  - step: announceReady\n",
            folder => $"<script>\r\n\"{program}\" sysprep --state \"{WineMachine.WindowsPath(folder)}\"\r\n</script>");
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(("done", "done"), (run.OutcomeOf("runUserData"), run.OutcomeOf("announceReady")));
        Assert.StartsWith("denied=1 ", sysprep.Call, StringComparison.Ordinal);
        Assert.False(File.Exists(boot.JournalPath));
        Assert.Contains("is Ready to use", await File.ReadAllTextAsync(boot.ConsolePath, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_new_password_Remote_Desktop_stays_closed_on_a_new_instance()
    {
        await machine.SetRegistryAsync(TerminalServer, Denies, 1);
        var result = await machine.OpenLaunchAsync("specialize");
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("the account", result.Errors, StringComparison.Ordinal);
        Assert.Equal("0x1", await machine.RegistryAsync(TerminalServer, Denies));
    }

    [Fact]
    public async Task Sysprep_refuses_a_script_that_others_can_write()
    {
        // Wine shows the owner of the test's files as somebody else than an administrator.
        var result = await machine.OpenLaunchAsync("sysprep");
        Assert.True(result.ExitCode == 78, result.ToString());
        Assert.Contains("before-sysprep.cmd can be altered by", result.Errors, StringComparison.Ordinal);
        Assert.Null(sysprep.Call);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<ProcessResult> SysprepAsync(params string[] arguments) =>
        machine.OpenLaunchAsync(["sysprep", "--insecure-permissions", .. arguments]);

    /// <summary>What a run would still have to change for the boot task to stand so.</summary>
    private async Task<IEnumerable<string>> ChangesOfAsync(string state)
    {
        await using var boot = new WineBoot(machine, $"  - step: registerBootTask\n    inputs: {{ state: {state} }}\n");
        return (await boot.RunAsync("--dry-run")).ChangesOf("registerBootTask");
    }
}
