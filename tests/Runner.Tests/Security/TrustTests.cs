using System.Diagnostics;
using System.IO.Compression;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Runner.Tests.Security;

[EachProgram]
public sealed class TrustTests : IDisposable
{
    private readonly StateFolder state = new();
    private readonly StateFolder other = new();

    public void Dispose()
    {
        state.Dispose();
        other.Dispose();
    }

    [Theory]
    [InlineData("userdata")]
    [InlineData("journal.ndjson")]
    public async Task A_state_folder_with_a_link_in_it_is_refused(string name)
    {
        File.WriteAllText(other.At("precious"), "");
        Directory.CreateSymbolicLink(state.At(name), other.Path);

        var run = await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path);

        Assert.Equal(78, run.ExitCode);
        Assert.Contains($"{state.At(name)} is a link to {other.Path}.", run.Error, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFileSystemEntries(other.Path));
    }

    [Theory]
    [InlineData("log", "run", "--simulate")]
    [InlineData("log", "reset", "--clean")]
    [InlineData("log", "schedule", "--simulate", "--per-boot")]
    [InlineData("log", "sysprep")]
    [InlineData("sysprep.request", "sysprep")]
    [InlineData("schedule.json", "sysprep", "--dry-run")]
    [InlineData("run.holder", "reset")]
    [InlineData("run.lock", "unschedule", "--simulate")]
    [InlineData("console.log", "run", "--simulate")]
    [InlineData("machine.yml", "run-step", "startSsm", "--simulate")]
    [InlineData("machine.yml.01234567.new", "repair", "--simulate")]
    [InlineData("run.lock", "watch", "--simulate")]
    [InlineData("schedule.json", "schedule", "--simulate", "--per-boot")]
    [InlineData("userdata/last-user-data.bin", "run", "--simulate")]
    [InlineData("userdata/last-user-data.bin", "watch", "--simulate")]
    [InlineData("userdata/0123456789abcdef/UserScript.ps1", "reset")]
    [InlineData("log/userdata/script-output.log", "run", "--simulate", "--execute-scripts")]
    [InlineData("log/status.json", "schedule", "--simulate", "--once")]
    [InlineData("log/status.json.01234567.new", "run", "--simulate")]
    [InlineData(".run-once", "run", "--simulate")]
    [InlineData("settled-start", "run", "--simulate", "--scheduled")]
    [InlineData("schedule.request", "unschedule", "--simulate")]
    [InlineData("reset.request", "reset")]
    public async Task No_verb_writes_or_deletes_through_a_link_in_a_state_folder(string name, params string[] verb)
    {
        var precious = other.At("precious");
        await File.WriteAllTextAsync(precious, "precious", TestContext.Current.CancellationToken);
        if (name == "log")
            Directory.CreateSymbolicLink(state.At(name), other.Path);
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(state.At(name))!);
            File.CreateSymbolicLink(state.At(name), precious);
        }

        var result = await OpenLaunchProcess.RunAsync([.. verb, "--state", state.Path]);

        Assert.Equal(78, result.ExitCode);
        Assert.Contains($"{state.At(name)} is a link to ", result.Error, StringComparison.Ordinal);
        Assert.Equal([precious], Directory.EnumerateFileSystemEntries(other.Path));
        Assert.Equal("precious", await File.ReadAllTextAsync(precious, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reset_removes_links_among_the_logs_at_any_depth_and_nothing_behind_them()
    {
        var precious = other.At("precious");
        await File.WriteAllTextAsync(precious, "precious", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(state.At("log/of/others"));
        await File.WriteAllTextAsync(state.At("log/of/others/a.log"), "", TestContext.Current.CancellationToken);
        Directory.CreateSymbolicLink(state.At("log/of/others/folder"), other.Path);
        File.CreateSymbolicLink(state.At("log/of/others/file"), precious);

        var result = await OpenLaunchProcess.RunAsync("reset", "--clean", "--state", state.Path);

        Assert.True(result.ExitCode == 0, $"{result}");
        Assert.Empty(Directory.EnumerateFileSystemEntries(state.At("log/of/others")));
        Assert.Equal("precious", await File.ReadAllTextAsync(precious, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("log/x.log")]
    [InlineData("log/userdata/x.log")]
    [InlineData("log")]
    [InlineData("console.log")]
    public async Task An_archive_of_logs_has_nothing_from_behind_a_link_and_says_so(string name)
    {
        await File.WriteAllTextAsync(other.At("x.log"), "precious", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(state.At(name))!);
        File.CreateSymbolicLink(state.At(name), name == "log" ? other.Path : other.At("x.log"));

        var result = await OpenLaunchProcess.RunAsync(
            "collect-logs", other.At("logs.zip"), "--include-user-data", "--simulate", "--state", state.Path);

        Assert.Contains("warning: not collected: ", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{state.At(name)} is a link, and none is followed", result.Error, StringComparison.Ordinal);
        await using var archive = await ZipFile.OpenReadAsync(other.At("logs.zip"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(archive.Entries, entry => entry.Name is "x.log" or "console.log");
    }

    [Theory]
    [InlineData("journal.ndjson")]
    [InlineData("log/openlaunch.log")]
    [InlineData("log/status.json")]
    [InlineData("machine.yml")]
    [InlineData(".run-once")]
    [InlineData("userdata")]
    public async Task What_nobody_can_alter_in_a_state_folder_stops_no_boot(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root of a Linux makes a file unalterable");
        string[] boot = ["run", "--simulate", "--json", "--force", "--state", state.Path, "--console", other.At("console.log")];
        await OpenLaunchProcess.RunAsync(boot);
        Directory.CreateDirectory(state.At("userdata"));
        Assert.SkipUnless(await ChangeAsync("+i", name) == 0, "the file system of the test does not know it");

        var result = await OpenLaunchProcess.RunAsync(boot);

        Assert.Equal(0, await ChangeAsync("-i", name));
        Assert.True(result.ExitCode is 0 or 1, $"{result}");
        using var report = RunReport.Of(result);
        Assert.Equal(("done", "done"), (report.OutcomeOf("addRoutes"), report.OutcomeOf("announceReady")));
    }

    private async Task<int> ChangeAsync(string change, string name)
    {
        using var changing = Process.Start(new ProcessStartInfo("chattr", [change, state.At(name)]) { RedirectStandardError = true })!;
        await changing.WaitForExitAsync(TestContext.Current.CancellationToken);
        return changing.ExitCode;
    }

    [Fact]
    public async Task Status_does_not_say_never_ran_of_a_state_folder_that_it_may_not_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "only root can run it as somebody else");
        await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path, "--only", "announceReady");
        var start = new ProcessStartInfo("setpriv", [
            "--reuid", "65534", "--clear-groups", "--inh-caps=-all",
            .. AgentProgram.Command, "status", "--state", state.Path,
        ])
        {
            RedirectStandardError = true,
        };

        using var status = Process.Start(start)!;
        var told = await status.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await status.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((4, $"The journal in {state.Path} cannot be read"), (status.ExitCode, told.Split(':')[0]));
    }

    [Theory]
    [InlineData("Steps.dll")]
    [InlineData("Beside.dll")]
    [InlineData("de/Steps.resources.dll")]
    public void An_extension_is_not_loaded_from_a_folder_in_which_others_can_alter_a_file(string altered)
    {
        Directory.CreateDirectory(state.At("steps/de"));
        foreach (var file in new[] { "Steps.dll", "Beside.dll", "de/Steps.resources.dll" })
            File.WriteAllText(state.At($"steps/{file}"), "no assembly: it must not be opened");
        File.WriteAllText(state.At("openlaunch.yml"), "version: 1\nextensions:\n  - path: steps/Steps.dll\nsteps: []\n");
        var path = Path.GetFullPath(state.At($"steps/{altered}"));

        var refusal = Assert.Throws<UntrustedFilesException>(() => ConfigurationSource.Open(
            state.At("openlaunch.yml"), StateFolders.Resolve(state.Path, isSimulated: true), CompiledSteps.BuiltIn,
            new TrustedFiles(new Altered(path))));

        Assert.StartsWith($"{path} can be altered by Everyone.", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Altered(string path) : IFolderSecurity
    {
        public bool IsOwnerTrusted(string path) => true;

        public IReadOnlyList<string> FindUntrustedWriters(string asked) => asked == path ? ["Everyone"] : [];

        public IReadOnlyList<string> FindUntrustedMovers(string path) => [];

        public bool HasOtherName(string path) => false;

        public void Secure(string path, bool usersMayRead) => Directory.CreateDirectory(path);
    }
}
