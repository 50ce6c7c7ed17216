using System.Diagnostics;
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
    [InlineData("machine.yml.new", "repair", "--simulate")]
    [InlineData("run.lock", "watch", "--simulate")]
    [InlineData("schedule.json", "schedule", "--simulate", "--per-boot")]
    public async Task No_verb_writes_or_deletes_through_a_link_in_a_state_folder(string name, params string[] verb)
    {
        var precious = other.At("precious");
        await File.WriteAllTextAsync(precious, "precious", TestContext.Current.CancellationToken);
        if (name == "log")
            Directory.CreateSymbolicLink(state.At(name), other.Path);
        else
            File.CreateSymbolicLink(state.At(name), precious);

        var result = await OpenLaunchProcess.RunAsync([.. verb, "--state", state.Path]);

        Assert.Equal(78, result.ExitCode);
        Assert.Contains($"{state.At(name)} is a link to ", result.Error, StringComparison.Ordinal);
        Assert.Equal([precious], Directory.EnumerateFileSystemEntries(other.Path));
        Assert.Equal("precious", await File.ReadAllTextAsync(precious, TestContext.Current.CancellationToken));
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
