using System.Text.Json;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Configuration;

namespace OpenLaunch.Runner.Tests;

/// <summary><c>config show</c>: each setting that counts, its value, and whether a line of the file or a default says so.</summary>
[EachProgram]
public sealed class ConfigShowTests : IDisposable
{
    private readonly StateFolder state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task Tells_of_each_setting_the_line_or_the_default()
    {
        var shown = await ShowAsync("""
            version: 1
            metadata: { timeout: 90s }
            defaults:
              timeout: 7m
            steps:
            - step: addRoutes
              onError: stop
              inputs:
                persistent: true
            - parallel:
              - step: startSsm
              - step: setHostName
                name: named
                timeout: 1m
            """);

        Assert.Equal(0, shown.ExitCode);
        Assert.Matches(@"(?m)^  metadata\.timeout +1m30s +line 2\r?$", shown.Output);
        Assert.Matches(@"(?m)^  metadata\.allowV1 +false +default\r?$", shown.Output);
        Assert.Matches(@"(?m)^1\. addRoutes  \[line 6\]\r?$", shown.Output);
        Assert.Matches(@"(?m)^     onError +stop +line 7\r?$", shown.Output);
        Assert.Matches(@"(?m)^     timeout +7m +defaults, line 4\r?$", shown.Output);
        Assert.Matches(@"(?m)^     inputs\.persistent +true +line 9\r?$", shown.Output);
        Assert.Matches(@"(?m)^2\. startSsm  \[line 11\]\r?$", shown.Output);
        Assert.Matches(@"(?m)^3\. named \(setHostName\)  \[line 12\]\r?$", shown.Output);
        Assert.Matches(@"(?m)^     timeout +1m +line 14\r?$", shown.Output);
        Assert.Matches(@"(?m)^     frequency +perInstance +default of the step\r?$", shown.Output);
    }

    [Theory]
    [InlineData("metadata", typeof(MetadataSettings))]
    [InlineData("console", typeof(ConsoleSettings))]
    [InlineData("log", typeof(LogSettings))]
    public async Task Leaves_out_no_setting_beside_the_steps(string section, Type settings)
    {
        var shown = await ShowAsync("version: 1\nsteps:\n- step: addRoutes\n");

        Assert.All(settings.GetProperties(), setting =>
            Assert.Matches($@"(?m)^  {section}\.{CamelCase.Of(setting.Name)} ", shown.Output));
    }

    [Fact]
    public async Task Shows_no_secret_and_no_text_that_may_hold_one()
    {
        const string Plan = """
            version: 1
            steps:
            - step: setAdminAccount
              inputs: { password: { type: static, data: Planted-1! } }
            - step: executeScript
              inputs:
              - { type: powershell, content: "net use /user:x Planted-2" }
            - step: executeProgram
              inputs:
              - { path: 'C:\a.exe', arguments: [/p, Planted-3] }
            - step: writeFile
              inputs:
              - { destination: 'C:\a', content: Planted-4 }
            - step: addUsers
              inputs: { users: [{ name: a, password: Planted-5! }] }
            - step: notify
              inputs: { url: 'https://example.com/a?sig=Planted-6', attempts: 2 }
            """;
        var (text, json) = (await ShowAsync(Plan), await ShowAsync(Plan, "--json"));

        Assert.Equal((0, 0), (text.ExitCode, json.ExitCode));
        Assert.DoesNotContain("Planted", text.Output + text.Error + json.Output + json.Error, StringComparison.Ordinal);
        Assert.Contains("***", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_of_agent_config_what_its_file_says_and_what_runs_by_itself()
    {
        var shown = await ShowAsync("""
            version: 1.1
            config:
            - stage: postReady
              tasks:
              - task: startSsm
            """, "--json");

        using var document = JsonDocument.Parse(shown.Output);
        var steps = document.RootElement.GetProperty("steps").EnumerateArray()
            .ToDictionary(step => step.GetProperty("name").GetString()!, step => step.GetProperty("from").GetString());
        Assert.Equal("line 5", steps["startSsm"]);
        Assert.Equal("runs by itself", steps["addRoutes"]);
    }

    [Fact]
    public async Task Without_a_file_it_is_the_built_in_plan_and_a_wrong_one_is_told_as_validate_tells_it()
    {
        var builtIn = await OpenLaunchProcess.RunAsync("config", "show", "--state", state.Path);
        var wrong = await ShowAsync("version: 1\nsteps:\n- step: addRoute\n");

        Assert.StartsWith("Configuration: built-in openlaunch.yml", builtIn.Output, StringComparison.Ordinal);
        Assert.Contains("12. registerBootTask", builtIn.Output, StringComparison.Ordinal);
        Assert.Equal(78, wrong.ExitCode);
        Assert.Contains(":3:9: step: there is no step 'addRoute'; did you mean 'addRoutes'?", wrong.Error, StringComparison.Ordinal);
    }

    private async Task<ProcessResult> ShowAsync(string plan, params string[] options)
    {
        await File.WriteAllTextAsync(state.At("plan.yml"), plan, TestContext.Current.CancellationToken);
        return await OpenLaunchProcess.RunAsync(["config", "show", state.At("plan.yml"), .. options]);
    }
}
