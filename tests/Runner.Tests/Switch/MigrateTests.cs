using System.Text.Json;

namespace OpenLaunch.Runner.Tests.Switch;

/// <summary><c>migrate</c>, as a process.</summary>
[EachProgram]
public sealed class MigrateTests : IDisposable
{
    private const string Planted = "Pl4nted-Secret-Of-A-File";

    private const string AgentConfig = $$"""
        version: 1.0
        config:
        - stage: preReady
          tasks:
          - task: setAdminAccount
            inputs: { password: { type: static, data: {{Planted}} } }
        - stage: postReady
          tasks:
          - task: startSsm
        """;

    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_plan_that_it_writes_is_valid_runs_and_is_the_same_bytes_each_time()
    {
        var source = Write("from/agent-config.yml", AgentConfig);
        var plan = folder.At("openlaunch.yml");

        var first = await OpenLaunchProcess.RunAsync("migrate", "--from", source, "--to", plan);
        var bytes = await File.ReadAllBytesAsync(plan, TestContext.Current.CancellationToken);
        var second = await OpenLaunchProcess.RunAsync("migrate", "--from", folder.At("from"), "--to", plan);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(plan, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await OpenLaunchProcess.RunAsync("validate", plan)).ExitCode);
        var run = await OpenLaunchProcess.RunAsync("run", "--simulate", "--config", plan, "--state", folder.At("state"));
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain(
            Planted, first.Output + first.Error + run.Output + run.Error + File.ReadAllText(plan), StringComparison.Ordinal);
        Assert.Contains("secret not copied", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_writes_nothing_and_a_plan_of_somebody_else_stays()
    {
        var source = Write("agent-config.yml", AgentConfig);
        var mine = Write("openlaunch.yml", "version: 1\nsteps: [{ step: announceReady }]\n");

        var check = await OpenLaunchProcess.RunAsync("migrate", "--check", "--from", source, "--to", folder.At("new.yml"));
        var refused = await OpenLaunchProcess.RunAsync("migrate", "--from", source, "--to", mine);

        Assert.Equal(0, check.ExitCode);
        Assert.False(File.Exists(folder.At("new.yml")));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("is there already, and stays as it is", refused.Error, StringComparison.Ordinal);
        Assert.StartsWith("version: 1\nsteps: [{", File.ReadAllText(mine), StringComparison.Ordinal);
        Assert.Equal(0, (await OpenLaunchProcess.RunAsync("migrate", "--from", source, "--to", mine, "--force")).ExitCode);
    }

    [Fact]
    public async Task The_plan_of_an_installation_makes_room()
    {
        Write("agent-config.yml", AgentConfig);
        await OpenLaunchProcess.RunAsync("init", folder.Path);

        var migrated = await OpenLaunchProcess.RunAsync("migrate", "--state", folder.Path);

        Assert.Equal(0, migrated.ExitCode);
        Assert.Contains("agent-config.yml", File.ReadAllText(folder.At("openlaunch.yml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_counterpart_is_exit_code_1_and_stands_in_the_JSON()
    {
        var source = Write("config.xml", """
            <Ec2ConfigurationSettings><GlobalSettings><ManageShutdown>true</ManageShutdown></GlobalSettings></Ec2ConfigurationSettings>
            """);

        var told = await OpenLaunchProcess.RunAsync("migrate", "--check", "--json", "--from", source);

        Assert.Equal(1, told.ExitCode);
        var note = JsonElement.Parse(told.Output).GetProperty("notes").EnumerateArray()
            .Single(note => note.GetProperty("kind").GetString() == "noCounterpart");
        Assert.Equal("config.xml ManageShutdown", note.GetProperty("from").GetString());
    }

    [Theory]
    [InlineData("hostile.xml", "<!DOCTYPE a [<!ENTITY x \"y\">]><Ec2ConfigurationSettings>&x;</Ec2ConfigurationSettings>", 78)]
    [InlineData("LaunchConfig.json", "{ \"setComputerName\": ", 78)]
    [InlineData("notes.txt", "hello", 78)]
    public async Task What_cannot_be_read_is_exit_code_78(string name, string text, int code)
    {
        var refused = await OpenLaunchProcess.RunAsync("migrate", "--from", Write(name, text), "--to", folder.At("openlaunch.yml"));

        Assert.Equal(code, refused.ExitCode);
        Assert.StartsWith($"{name}:1:", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("openlaunch.yml")));
    }

    [Fact]
    public async Task Nothing_to_migrate_is_wrong_usage() =>
        Assert.Equal(64, (await OpenLaunchProcess.RunAsync("migrate", "--state", folder.Path)).ExitCode);

    private string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.At(name))!);
        File.WriteAllText(folder.At(name), text);
        return folder.At(name);
    }
}
