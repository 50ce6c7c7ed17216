namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineUserDataTests(WineMachine machine)
{
    private const string Steps = "  - step: runUserData\n";

    [Fact]
    public async Task A_batch_script_runs_in_the_command_processor_and_its_output_is_kept()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, Steps, "<script>\r\n@echo off\r\necho greetings from %OS%\r\nexit 0\r\n</script>");
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        var output = Path.Combine(boot.Folder, "state", "log", "userdata", "user-data-1-output.log");
        var text = await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken);
        Assert.Contains("greetings from Windows_NT", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exit_code_of_a_batch_script_is_that_of_the_step()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, Steps, "<script>\r\nexit 7\r\n</script>");
        var run = await boot.RunAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("failed", run.OutcomeOf("runUserData"));
        Assert.Contains("exit code 7", run.ReasonOf("runUserData"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_of_a_script_are_gone_when_it_has_ended()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, Steps, "<script>\r\necho secret-word\r\n</script>");
        await boot.RunAsync();
        var work = Path.Combine(boot.Folder, "state", "userdata");
        Assert.True(!Directory.Exists(work) || !Directory.EnumerateFiles(work, "*", SearchOption.AllDirectories).Any());
    }
}
