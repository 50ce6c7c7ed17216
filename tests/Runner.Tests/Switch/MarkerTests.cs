using System.Text.Json;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Runner.Tests.Switch;

/// <summary>The files by which others tell how far EC2Launch v2 is, and what it means to delete one.</summary>
[EachProgram]
public sealed class MarkerTests : IDisposable
{
    private readonly StateFolder folder = new();
    private readonly StateFolder amazons = new();

    private string RunOnce => amazons.At(".run-once");

    public void Dispose()
    {
        folder.Dispose();
        amazons.Dispose();
    }

    [Fact]
    public async Task A_run_leaves_both_and_a_reset_removes_them()
    {
        new Ec2LaunchMarkers(folder.Path).KeepIn(amazons.Path);
        await RunAsync("run", "--simulate", "--dry-run");
        Assert.Empty(Directory.EnumerateFileSystemEntries(amazons.Path));

        Assert.Equal(0, (await RunAsync("run", "--simulate")).ExitCode);

        Assert.True(File.Exists(RunOnce));
        var stages = JsonElement.Parse(File.ReadAllText(amazons.At("previous-state.json"))).GetProperty("stages").EnumerateArray()
            .Select(stage => $"{stage.GetProperty("stage")} {stage.GetProperty("status")}");
        Assert.Equal(
            ["boot success", "network success", "preReady success", "postReadyLocalData success", "postReadyUserData success"], stages);
        Assert.Equal(0, (await RunAsync("reset")).ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(amazons.Path));
    }

    [Fact]
    public async Task Deleting_it_sets_the_instance_up_anew_at_the_next_start()
    {
        new Ec2LaunchMarkers(folder.Path).KeepIn(amazons.Path);
        await RunAsync("run", "--simulate");
        var password = Passwords();
        await RunAsync("run", "--simulate", "--restart");
        Assert.Equal(password, Passwords());

        File.Delete(RunOnce);
        var start = await RunAsync("run", "--simulate", "--restart");

        Assert.Contains($"{RunOnce} was deleted, so this instance is set up anew, with a new password.", start.Error, StringComparison.Ordinal);
        Assert.Equal(password + 1, Passwords());
        Assert.True(File.Exists(RunOnce));
    }

    [Fact]
    public async Task Markers_that_begin_on_an_instance_that_is_set_up_are_not_taken_for_deleted()
    {
        await RunAsync("run", "--simulate");
        new Ec2LaunchMarkers(folder.Path).KeepIn(amazons.Path);

        var start = await RunAsync("run", "--simulate", "--restart");

        Assert.DoesNotContain("was deleted", start.Error, StringComparison.Ordinal);
        Assert.Equal(1, Passwords());
    }

    private int Passwords() => folder.ConsoleText.Split("<Password>").Length - 1;

    private Task<ProcessResult> RunAsync(params string[] arguments) =>
        OpenLaunchProcess.RunAsync([.. arguments, "--state", folder.Path]);
}
