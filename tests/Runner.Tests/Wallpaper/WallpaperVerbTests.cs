using OpenLaunch.Runner.Commands;

namespace OpenLaunch.Runner.Tests.Wallpaper;

[EachProgram]
public sealed class WallpaperVerbTests : IDisposable
{
    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(@"wallpaper --path C:\w.jpg --attributes hostName,instanceId --all-tags")]
    [InlineData(@"wallpaper -p C:\w.jpg --attributes hostName,memory,network")]
    [InlineData("wallpaper --attributes ipv6Address")]
    [InlineData("wallpaper --allowed-tags WyJOYW1lIl0=")]
    [InlineData("wallpaper")]
    public void The_lines_of_EC2Launch_v2s_links_are_taken_under_both_names(string line)
    {
        Assert.Empty(OpenLaunchCommand.Create().Parse(line).Errors);
        Assert.Empty(Ec2LaunchCommand.Create().Parse(line).Errors);
    }

    [Theory]
    [InlineData("--all-tags", "--allowed-tags", "WyJOYW1lIl0=")]
    [InlineData("--attributes", "hostname")]
    [InlineData("--allowed-tags", "no base64", "--output", "w.png")]
    [InlineData("--allowed-tags", "e30=", "--output", "w.png")]
    [InlineData("--output", "w.png", "--size", "10x10")]
    [InlineData("--path", "")]
    public async Task What_contradicts_itself_or_is_nothing_ends_with_64(params string[] options) =>
        Assert.Equal(64, (await OpenLaunchProcess.RunInAsync(folder.Path, ["wallpaper", .. options])).ExitCode);

    [Fact]
    public async Task Elsewhere_than_on_Windows_it_says_that_it_needs_Windows()
    {
        var result = await OpenLaunchProcess.RunAsync("wallpaper");

        Assert.Equal(64, result.ExitCode);
        Assert.Contains("needs Windows", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elsewhere_than_on_Windows_no_picture_is_drawn_and_what_would_stand_on_it_is_told()
    {
        var result = await OpenLaunchProcess.RunAsync("wallpaper", "--attributes", "hostName", "--output", folder.At("w.png"));

        Assert.Equal(64, result.ExitCode);
        Assert.StartsWith("Host name: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("w.png was not written", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("w.png")));
    }

    [Fact]
    public async Task Agent_config_user_data_and_plan_take_the_task_of_the_documentation()
    {
        const string inputs = @"{ path: 'C:\w.jpg', attributes: [hostName, memory], instanceTags: AllTags }";
        await WriteAsync("agent-config.yml", $"""
            version: 1.1
            config:
            - stage: preReady
              tasks:
              - task: setWallpaper
                inputs: {inputs}
            """);
        await WriteAsync("user-data.yml", $"version: 1.1\ntasks:\n- task: setWallpaper\n  inputs: {inputs}\n");
        await WriteAsync("plan.yml", $"version: 1\nsteps:\n- step: setWallpaper\n  inputs: {inputs}\n");

        Assert.Equal(0, (await OpenLaunchProcess.RunAsync("validate", folder.At("agent-config.yml"))).ExitCode);
        Assert.Equal(0, (await OpenLaunchProcess.RunAsync("validate", folder.At("plan.yml"))).ExitCode);
        Assert.Equal(0, (await OpenLaunchProcess.RunAsync("userdata", "parse", folder.At("user-data.yml"))).ExitCode);
        var run = await RunAsync("agent-config.yml");
        Assert.Matches(@"setWallpaper +done", run);
        Assert.Contains("OpenLaunchWallpaper", folder.MachineText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_sets_none_any_longer_gives_users_theirs_back_once()
    {
        await WriteAsync("with.yml", "version: 1\nsteps:\n- step: setWallpaper\n- step: announceReady\n");
        await WriteAsync("without.yml", "version: 1\nsteps:\n- step: announceReady\n");
        await RunAsync("with.yml");

        var withdrawn = await RunAsync("without.yml");
        var after = await RunAsync("without.yml");

        Assert.Matches(@"withdrawWallpaper +done", withdrawn);
        Assert.Contains("give users their former wallpaper back at their next logon", withdrawn, StringComparison.Ordinal);
        Assert.DoesNotContain("withdrawWallpaper", after, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string plan)
    {
        var result = await OpenLaunchProcess.RunAsync(
            "run", "--simulate", "--restart", "--config", folder.At(plan), "--state", folder.At("state"));
        if (File.Exists(Path.Combine(folder.At("state"), "machine.yml")))
            File.Copy(Path.Combine(folder.At("state"), "machine.yml"), folder.At("machine.yml"), overwrite: true);
        return result.Output + result.Error;
    }

    private Task WriteAsync(string name, string text) =>
        File.WriteAllTextAsync(folder.At(name), text, TestContext.Current.CancellationToken);
}
