namespace OpenLaunch.Runner.Tests.Switch;

/// <summary><c>validate</c>, and the file that counts where none is named.</summary>
[EachProgram]
public sealed class ValidateTests : IDisposable
{
    private const string WithWarning = """
        version: 1.0
        config:
        - stage: preReady
          tasks:
          - task: installEgpuManager
        """;

    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_warning_is_told_with_its_place_and_keeps_nobody_from_running()
    {
        var file = Write("agent-config.yml", WithWarning);

        var lenient = await OpenLaunchProcess.RunAsync("validate", file);
        var strict = await OpenLaunchProcess.RunAsync("validate", file, "--strict");

        Assert.Equal(0, lenient.ExitCode);
        Assert.StartsWith($"{file}:5:11: warning: task: 'installEgpuManager'", lenient.Error, StringComparison.Ordinal);
        Assert.Equal($"{file}: valid, 8 entries, 1 warning", lenient.Output.Trim());
        Assert.Equal(78, strict.ExitCode);
        Assert.EndsWith("1 warning. Nothing would run.", strict.Error.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_agent_config_counts_where_there_is_no_plan_and_the_log_tells_it()
    {
        var file = Write("agent-config.yml", WithWarning);

        var run = await RunAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("installEgpuManager", run.Error, StringComparison.Ordinal);
        Assert.Contains("Elastic Graphics ended on 2024-01-08", run.Error, StringComparison.Ordinal);
        Assert.Contains($"The configuration is {file}.", Log(), StringComparison.Ordinal);

        var plan = Write("openlaunch.yml", "version: 1\nsteps: [{ step: announceReady }]\n");
        Assert.DoesNotContain("installEgpuManager", (await RunAsync()).Error, StringComparison.Ordinal);
        Assert.Contains($"The configuration is {plan}.", Log(), StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(folder.At(name), text);
        return folder.At(name);
    }

    private string Log() => File.ReadAllText(folder.At("log/openlaunch.log"));

    private Task<ProcessResult> RunAsync() => OpenLaunchProcess.RunAsync("run", "--simulate", "--state", folder.Path);
}
