namespace OpenLaunch.Runner.Tests.Upgrade;

/// <summary>
/// Boots on state that an earlier version left: journal, machine and kept user data were written by the program at commit 12b2976.
/// The machine has since lost the files, users, groups and the name that were made then, so whatever is done again is a change.
/// </summary>
[EachProgram]
public sealed class UpgradeTests : IDisposable
{
    private const string PlanOnce = "fbf41483a88a1b9e";
    private const string Always = "0962e56b5e3da7a0";

    private readonly StateFolder state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task A_boot_goes_on_after_the_restart_that_the_earlier_version_asked_for()
    {
        Take("restarting");

        using var boot = await BootAsync();

        Assert.Equal("done", boot.Outcome);
        Assert.StartsWith("done once for this instance", boot.ReasonOf("setAdminAccount"), StringComparison.Ordinal);
        Assert.StartsWith("done once for this instance", boot.ReasonOf("once for this instance"), StringComparison.Ordinal);
        Assert.Single(boot.ChangesOf("executeScript"));
        Assert.Empty(boot.ChangesOf("executeProgram"));
        Assert.Empty(boot.ChangesOf("runUserData"));
        Assert.Contains("computerName: OTHER-1", state.MachineText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--imds=http://127.0.0.1:1/")] // Nobody answers: the user data that is kept for every boot must do.
    public async Task Later_boots_run_of_a_task_list_what_runs_always_and_nothing_else(string service)
    {
        Take("restarting");
        string[] options = service.Length == 0 ? [] : [service];
        using var first = await BootAsync(options);
        var before = Scripts();

        using var second = await BootAsync(options);

        Assert.Equal("done", second.OutcomeOf("runUserData"));
        var ran = Scripts()[before.Count..];
        Assert.Equal(3, ran.Count); // The plan's script, the user data's script and its program.
        Assert.Equal(2, ran.Count(script => script.Contains(Always, StringComparison.Ordinal)));
        Assert.Contains("language: program", ran[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(ran, script => script.Contains(PlanOnce, StringComparison.Ordinal));
        Assert.True(File.Exists(state.At("userdata/files/C/always.txt")));
        Assert.False(File.Exists(state.At("userdata/files/C/once.txt")));
        Assert.Contains("computerName: OTHER-1", state.MachineText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scripts")]
    [InlineData("cloud-config")]
    public async Task User_data_that_ran_once_does_nothing_again(string form)
    {
        Take(form);

        using var boot = await BootAsync("--only", "waitForMetadata,runUserData");

        Assert.Equal("skipped", boot.OutcomeOf("runUserData"));
        Assert.Contains("on this instance", boot.ReasonOf("runUserData"), StringComparison.Ordinal);
        Assert.Empty(boot.Changes);
    }

    [Theory]
    [InlineData("restarting", 2, "restarting: run ")]
    [InlineData("scripts", 0, "ok: run ")]
    [InlineData("cloud-config", 0, "ok: run ")]
    public async Task Status_tells_how_the_run_of_the_earlier_version_ended(string form, int code, string words)
    {
        Take(form);

        var status = await OpenLaunchProcess.RunAsync("status", "--state", state.Path);

        Assert.Equal(code, status.ExitCode);
        Assert.StartsWith(words, status.Output, StringComparison.Ordinal);
        Assert.Contains("runUserData", status.Output, StringComparison.Ordinal);
    }

    private void Take(string form)
    {
        var source = Repository.File("tests", "Runner.Tests", "Upgrade", form);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = state.At(Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>The scripts and programs that the simulated machine has run, in order.</summary>
    private List<string> Scripts() =>
        [.. state.MachineText.Split('\n').Where(line => line.Contains("sha256:", StringComparison.Ordinal))];

    private async Task<RunReport> BootAsync(params string[] options) => RunReport.Of(await OpenLaunchProcess.RunAsync(
        ["run", "--simulate", "--state", state.Path, "--json",
            "-c", Repository.File("tests", "Runner.Tests", "Upgrade", "plan.yml"), .. options]));
}
