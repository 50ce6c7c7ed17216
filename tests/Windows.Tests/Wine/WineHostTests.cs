using System.Diagnostics;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>The native program hands a command with custom steps to the host beside it, under Wine.</summary>
[Collection(WineMachine.Collection)]
public class WineHostTests(WineMachine machine) : WineHostMachine(machine)
{
    /// <summary>Presses Ctrl-C in the console of a program, once a file tells that it is time.</summary>
    private const string Presser = """
        #include <shellapi.h>
        int main(void)
        {
            int count;
            LPWSTR *words = CommandLineToArgvW(GetCommandLineW(), &count);
            STARTUPINFOW startup = { sizeof startup };
            PROCESS_INFORMATION process;
            FreeConsole();
            if (!AllocConsole()) return 90;
            if (!CreateProcessW(NULL, words[2], 0, 0, FALSE, 0, 0, 0, &startup, &process)) return 91;
            SetConsoleCtrlHandler(NULL, TRUE);
            while (GetFileAttributesW(words[1]) == INVALID_FILE_ATTRIBUTES) Sleep(50);
            if (!GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0)) return 92;
            if (WaitForSingleObject(process.hProcess, 60000) != WAIT_OBJECT_0) return 93;
            DWORD code;
            GetExitCodeProcess(process.hProcess, &code);
            return code;
        }
        """;

    private const string NotThere = "the native openlaunch leaves custom steps to its host, which is not installed";

    private static readonly string[] Hostile =
    [
        "a b", "a&mkdir x", @"C:\injected", "a|b", "<in", ">out", "^", "a^b", "%OS%", "%%OS%%", "a\"b c", "\"", "\"\"",
        "say \"hi\" & go", @"C:\my dir\", @"a\\b", "\\\\\"", @"x\", @"x\\", "!OS!", "(", "ünïcödé", "日本語 🚀",
        "'x'", "a\tb", "%1", "*.exe",
    ];

    private static string Extension { get; } =
        $"extensions:\n  - path: '{WineMachine.WindowsPath(typeof(EchoStep).Assembly.Location)}'\n";

    [Fact]
    public async Task The_host_gets_the_same_arguments_and_gives_the_same_output_and_exit_code()
    {
        var (native, host) = await InstalledAsync();
        await using var boot = new WineBoot(Machine, $"  - step: echo\n    inputs: {{ text: 'two words' }}\n{Extension}");
        string[][] commands =
        [
            ["run", .. Hostile.SelectMany(word => (string[])["--only", word]), .. boot.Arguments],
            ["steps", "--config", boot.Arguments[1]], ["run", "--no-such"],
            ["run", "--dry-run", "--detailed-exitcode", "--quiet", "--console", "none", .. boot.Arguments],
            ["run-step", "echo", "--input", "text=say \"hi\" & go", "--dry-run", "--quiet", .. boot.Arguments],
        ];

        foreach (var command in commands)
            Assert.Equal(await AnswerAsync(host, command), await AnswerAsync(native, command));
        var refused = await AnswerAsync(native, commands[0]);
        Assert.EndsWith("\n64", refused, StringComparison.Ordinal);
        Assert.All(
            ["'a&mkdir x'", "'C:\\my dir\\'", "'%OS%'"],
            word => Assert.Contains(word, refused, StringComparison.Ordinal));
        // What is printed is in Wine's code page, what is written down is not.
        using var run = Machine.StartProgram(
            [native, "run-step", "echo", "--input", "text=日本語 🚀 & \"two\" words", "--console", "none", .. boot.Arguments]);
        var ended = await run.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains(
            await boot.JournalAsync(), line => line.Text("description") == "echo 日本語 🚀 & \"two\" words");
    }

    [Fact]
    public async Task Without_a_host_the_command_ends_with_78_and_says_what_to_install()
    {
        var (native, _) = await InstalledAsync(withHost: false);
        await using var boot = new WineBoot(Machine, $"  - step: echo\n{Extension}");
        var refused = await AnswerAsync(native, ["run", "--console", "none", .. boot.Arguments]);
        Assert.Contains(NotThere, refused, StringComparison.Ordinal);
        Assert.EndsWith("\n78", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_others_can_alter_is_refused()
    {
        var (native, _) = await InstalledAsync();
        await using var boot = new WineBoot(Machine, $"  - step: echo\n{Extension}");
        var places = boot.Arguments.Where(word => word != "--insecure-permissions"); // the files belong to whoever runs the test
        var refused = await AnswerAsync(native, ["run", "--console", "none", .. places]);
        Assert.Contains(@"\host\openlaunch.dll can be altered by ", refused, StringComparison.Ordinal);
        Assert.EndsWith("\n78", refused, StringComparison.Ordinal);
        Assert.Empty(await boot.JournalAsync());
    }

    [Fact]
    public async Task Ctrl_C_ends_the_run_in_the_host_in_order()
    {
        var (native, _) = await InstalledAsync();
        CrossCompiler.Demand();
        var folder = Machine.NewFolder();
        var (presser, sign) = (Path.Combine(folder, "presser.exe"), Path.Combine(folder, "sign"));
        await CrossCompiler.BuildAsync(Presser, presser);
        await using var boot = new WineBoot(Machine, $"  - step: linger\n{Extension}");
        string[] words = [WineMachine.WindowsPath(native), "run", "--console", "none", .. boot.Arguments];
        using var run = Machine.StartProgram([presser, WineMachine.WindowsPath(sign), string.Join(' ', words)]);
        await boot.StartOfAsync("linger", run);
        await File.WriteAllTextAsync(sign, "", TestContext.Current.CancellationToken);
        var result = await run.EndAsync();
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Equal("end", (await boot.JournalAsync())[^1].Text("kind"));
    }

    [Fact]
    public async Task The_host_ends_with_the_program_that_was_killed()
    {
        var (native, _) = await InstalledAsync();
        await using var boot = new WineBoot(Machine, $"  - step: linger\n{Extension}");
        using var run = Machine.StartProgram([native, "run", "--console", "none", .. boot.Arguments]);
        await boot.StartOfAsync("linger", run);
        Assert.Equal("running", await StatusAsync(boot));
        var words = new[] { native, WineMachine.WindowsPath(native) };
        var own = Assert.Single(
            Process.GetProcesses(), process => words.Any(word => CommandOf(process).StartsWith(word, StringComparison.Ordinal)));
        own.Kill();
        await run.EndAsync();
        while (await StatusAsync(boot) == "running")
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal("interrupted", await StatusAsync(boot));
    }

    [Fact]
    public async Task A_service_runs_its_custom_steps_in_the_host_to_their_end()
    {
        var (native, _) = await InstalledAsync();
        await using var boot = new WineBoot(
            Machine, $"  - step: echo\n    inputs: {{ text: served }}\n  - step: announceReady\n{Extension}");
        await Service.StartAsync(native, boot);
        await Service.StateAsync("STOPPED");
        var journal = await boot.JournalAsync();
        Assert.Equal("done", journal[^1].Text("outcome"));
        Assert.Contains(journal, line => line.Text("kind") == "change" && line.Text("name") == "echo");
    }

    [Fact]
    public async Task A_service_that_is_asked_to_stop_ends_the_run_in_the_host_in_order()
    {
        var (native, _) = await InstalledAsync();
        await using var boot = new WineBoot(Machine, $"  - step: linger\n{Extension}");
        await Service.StartAsync(native, boot);
        await boot.StartOfAsync("linger");
        await Service.StopAsync();
        await Service.StateAsync("STOPPED");
        Assert.Equal("end", (await boot.JournalAsync())[^1].Text("kind"));
    }

    [Fact]
    public async Task A_service_whose_host_is_missing_tells_78()
    {
        var (native, _) = await InstalledAsync(withHost: false);
        await using var boot = new WineBoot(Machine, $"  - step: echo\n{Extension}");
        await Service.StartAsync(native, boot);
        await Service.StateAsync("STOPPED");
        Assert.Contains("78", await Service.QueryAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_watch_of_a_plan_with_custom_steps_is_kept_by_the_host_and_stops_with_its_service()
    {
        var (native, _) = await InstalledAsync();
        await using var boot = new WineBoot(Machine, $"  - step: addRoutes\n  - step: echo\n{Extension}");
        await Service.StartAsync(native, boot, "--watch");
        var log = Path.Combine(boot.Folder, "state", "log", "watch.log");
        await LoggedAsync(log, "the watch starts");
        await Service.StopAsync();
        await Service.StateAsync("STOPPED");
        await LoggedAsync(log, "the watch ends after");
    }

    [Fact]
    public async Task The_host_reads_what_is_piped_into_the_program()
    {
        var (native, _) = await InstalledAsync();
        await using var boot = new WineBoot(Machine, $"  - step: echo\n{Extension}");
        var data = Path.Combine(Machine.NewFolder(), "user-data");
        await File.WriteAllTextAsync(
            data, "version: 1.1\ntasks:\n- task: echo\n  inputs:\n    text: piped\n", TestContext.Current.CancellationToken);
        var parsed = await Machine.RunAsync(
            "cmd", "/c", WineMachine.WindowsPath(native), "userdata", "parse", "-", "--json", boot.Arguments[0], boot.Arguments[1],
            "<", WineMachine.WindowsPath(data));
        Assert.True(parsed.ExitCode == 0, parsed.ToString());
        Assert.Contains("\"echo\"", parsed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_of_another_version_runs_nothing_and_is_not_left_beside_a_new_program()
    {
        var (native, _) = await InstalledAsync();
        var (alone, _) = await InstalledAsync(withHost: false);
        var target = Path.Combine(Machine.DriveC, "Program Files", "OpenLaunch");
        var installed = Path.Combine(target, "openlaunch.exe");
        await Machine.DoneAsync(native, "install");
        Assert.True(File.Exists(Path.Combine(target, "host", "openlaunch.exe")));
        await Machine.DoneAsync(alone, "install"); // its host is there, of the same version
        await using var boot = new WineBoot(Machine, $"  - step: echo\n{Extension}");
        await Machine.DoneAsync([installed, "run", "--console", "none", .. boot.Arguments]);

        File.Copy(typeof(FactAttribute).Assembly.Location, Path.Combine(target, "host", "openlaunch.dll"), overwrite: true);
        var refused = await AnswerAsync(installed, ["run", "--console", "none", .. boot.Arguments]);
        Assert.Contains(" is of version 4.", refused, StringComparison.Ordinal);
        Assert.Contains("unpack the zip named host of version 0.", refused, StringComparison.Ordinal);
        Assert.EndsWith("\n78", refused, StringComparison.Ordinal);
        var update = await AnswerAsync(alone, ["install"]);
        Assert.Contains(
            @"Nothing was installed, for the host of custom steps in C:\Program Files\OpenLaunch\host is of version 4.", update,
            StringComparison.Ordinal);
        Assert.EndsWith("\n1", update, StringComparison.Ordinal);
        await Machine.DoneAsync(native, "install");
        await Machine.DoneAsync([installed, "run", "--force", "--console", "none", .. boot.Arguments]);

        await Machine.DoneAsync(native, "uninstall", "--purge");
        Assert.False(Directory.Exists(target));
    }

    [Fact]
    public async Task The_installer_package_has_the_host_as_a_feature_that_comes_when_it_is_asked_for()
    {
        var (native, host) = await InstalledAsync();
        var output = Machine.NewFolder();
        using (var script = new RunningProcess(
            Path.Combine(Repository.Root, "deploy", "package.sh"), [output, Path.GetDirectoryName(host)!],
            new Dictionary<string, string> { ["OPENLAUNCH_NATIVE_EXE"] = native }))
        {
            var made = await script.EndAsync();
            Assert.True(made.ExitCode == 0, made.ToString());
        }

        var package = WineMachine.WindowsPath(Assert.Single(Directory.EnumerateFiles(output, "*.msi")));
        var target = Path.Combine(Machine.DriveC, "Program Files", "OpenLaunch");
        await using var boot = new WineBoot(Machine, $"  - step: echo\n{Extension}");
        await Machine.DoneAsync("msiexec", "/i", package, "/qn");
        Assert.True(File.Exists(Path.Combine(target, "openlaunch.exe")));
        Assert.False(Directory.Exists(Path.Combine(target, "host")));
        await Machine.DoneAsync("msiexec", "/x", package, "/qn");
        await Machine.DoneAsync("msiexec", "/i", package, "/qn", "ADDLOCAL=ALL");
        await Machine.DoneAsync([Path.Combine(target, "openlaunch.exe"), "run", "--console", "none", .. boot.Arguments]);
        Assert.Contains(await boot.JournalAsync(), line => line.Text("description") == "echo ");
        await Machine.DoneAsync("msiexec", "/x", package, "/qn", "UNINSTALLOPTIONS=--purge");
        Assert.False(Directory.Exists(target));
    }
}
