namespace OpenLaunch.Runner.Tests.Images;

/// <summary>A script of a run that calls the agent itself, in a real PowerShell, which <c>dotnet tool restore</c> brings.</summary>
[EachProgram]
public sealed class ScriptRequestTests : IDisposable
{
    private readonly StateFolder state = new();

    public ScriptRequestTests() => PowerShell.Demand();

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task A_reset_takes_effect_after_the_plan_so_that_later_steps_still_run()
    {
        var run = await RunAsync($"& {AgentProgram.Quoted} reset --state '{state.Path}'");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("forgets the journal", OutputOfScript(), StringComparison.Ordinal);
        using var report = RunReport.Of(run);
        Assert.Equal("done", report.OutcomeOf("registerBootTask"));
        Assert.False(File.Exists(state.At("journal.ndjson")));
        Assert.False(File.Exists(state.At("reset.request")));
        Assert.Equal(5, (await OpenLaunchProcess.RunAsync("status", "--state", state.Path)).ExitCode);
    }

    [Fact]
    public async Task A_reset_waits_until_a_plan_that_restarts_the_machine_has_gone_on_to_its_end()
    {
        var mark = state.At("second-time");
        var script = $"if (Test-Path '{mark}') {{ exit 0 }}; Set-Content '{mark}' x; "
            + $"& {AgentProgram.Quoted} reset --state '{state.Path}'; exit 3010";
        Assert.Equal(3, (await RunAsync(script)).ExitCode);
        Assert.True(File.Exists(state.At("journal.ndjson")));

        var next = await RunAsync(script);
        Assert.True(next.ExitCode == 0, next.Error);
        Assert.False(File.Exists(state.At("journal.ndjson")));
    }

    [Fact]
    public async Task Sysprep_is_left_to_the_end_of_the_plan_and_is_told_where_there_is_none()
    {
        var run = await RunAsync($"& {AgentProgram.Quoted} sysprep --shutdown --state '{state.Path}'");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("starts Sysprep when its plan has ended", OutputOfScript(), StringComparison.Ordinal);
        Assert.Contains("a simulated machine does not have", run.Error, StringComparison.Ordinal);
        using var report = RunReport.Of(run);
        Assert.Equal("done", report.OutcomeOf("registerBootTask"));
        Assert.False(File.Exists(state.At("sysprep.request")));
    }

    [Fact]
    public async Task Sysprep_as_a_task_of_user_data_comes_after_all_others_and_after_the_plan()
    {
        await File.WriteAllTextAsync(state.At("user-data.yml"), """
            version: 1.1
            tasks:
            - task: sysprep
              inputs: { clean: true, shutdown: true }
            - task: writeFile
              inputs: [{ frequency: once, destination: C:\made.txt, content: x }]
            """, TestContext.Current.CancellationToken);

        var run = await OpenLaunchProcess.RunAsync(
            "run", "--simulate", "--json", "--state", state.Path, "--user-data", state.At("user-data.yml"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("a simulated machine does not have", run.Error, StringComparison.Ordinal);
        Assert.True(
            run.Output.IndexOf(@"write the file C:\\made.txt", StringComparison.Ordinal)
            < run.Output.IndexOf("start Sysprep when the plan has ended, and shut down", StringComparison.Ordinal)
            && run.Output.Contains("made.txt", StringComparison.Ordinal), run.Output);
        Assert.False(File.Exists(state.At("sysprep.request")));
    }

    [Fact]
    public async Task A_reset_without_a_run_forgets_at_once()
    {
        await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path);
        var reset = await OpenLaunchProcess.RunAsync("reset", "--state", state.Path);
        Assert.Equal($"forgot the journal in {state.Path}", reset.Output.Trim());
        Assert.False(File.Exists(state.At("journal.ndjson")));
    }

    private string OutputOfScript() =>
        File.ReadAllText(Path.Combine(state.Path, "log", "userdata", "user-data-1-output.log"));

    private async Task<ProcessResult> RunAsync(string script)
    {
        var userData = state.At("user-data.txt");
        await File.WriteAllTextAsync(userData, $"<powershell>{script}</powershell>", TestContext.Current.CancellationToken);
        return await OpenLaunchProcess.RunInAsync(
            Repository.Root, "run", "--simulate", "--state", state.Path, "--user-data", userData, "--execute-scripts", "--json");
    }
}
