using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Testing;

namespace OpenLaunch.Steps.Tests.Scripts;

public class ExecuteScriptStepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_the_scripts_of_an_EC2Launch_v2_list_in_order()
    {
        await using var bench = StepBench.For<ExecuteScriptStep>();

        (await bench.RunAsync("""
            - { frequency: always, type: powershell, runAs: localSystem, content: Write-Host one }
            - { frequency: once, type: batch, runAs: admin, content: echo two }
            """, Token)).ShouldBeDone().ShouldChange(
            "run the PowerShell script 1 of 2 as LocalSystem", "run the batch script 2 of 2 as LocalSystem");

        Assert.Equal(["powershell", "batch"], bench.Machine.Scripts.Select(script => script.Language));
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChange("run the PowerShell script 1 of 2 as LocalSystem");
    }

    [Fact]
    public async Task Runs_a_script_only_while_its_check_finds_something_to_do()
    {
        await using var bench = StepBench.For<ExecuteScriptStep>();
        const string inputs = "- { type: powershell, content: Install-It, check: \"Test-It\\n# simulate exit 1 0\" }";

        (await bench.RunAsync(inputs, Token)).ShouldBeDone().ShouldChange("run the PowerShell script 1 of 1 as LocalSystem");

        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
    }

    [Fact]
    public async Task A_dry_run_runs_the_check_and_tells_what_is_due()
    {
        await using var bench = StepBench.For<ExecuteScriptStep>();

        (await bench.DryRunAsync("""
            - { type: batch, content: one, check: "rem simulate exit 1" }
            - { type: batch, content: two, check: "rem simulate exit 0" }
            """, Token)).ShouldBeDone().ShouldChange("run the batch script 1 of 2 as LocalSystem");
    }

    [Fact]
    public async Task Restarts_for_a_script_and_goes_on_with_it_without_repeating_the_one_before()
    {
        await using var bench = StepBench.For<ExecuteScriptStep>();

        (await bench.RunAsync("""
            - { type: batch, content: first }
            - { type: batch, content: "rem simulate exit 3010 0" }
            """, Token)).ShouldRebootAndResume();

        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChange("run the batch script 2 of 2 as LocalSystem");
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChange(
            "run the batch script 1 of 2 as LocalSystem", "run the batch script 2 of 2 as LocalSystem");
    }

    [Fact]
    public async Task A_retry_repeats_only_the_script_that_failed()
    {
        await using var bench = StepBench.For<ExecuteScriptStep>();
        bench.Retry = new RetrySettings(2, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));

        (await bench.RunAsync("""
            - { type: batch, content: "rem simulate exit 5 0" }
            - { type: batch, content: second }
            """, Token)).ShouldBeDone().ShouldChange(
            "run the batch script 1 of 2 as LocalSystem", "run the batch script 2 of 2 as LocalSystem",
            "run the batch script 1 of 2 as LocalSystem");
    }

    [Fact]
    public async Task Tells_the_exit_code_and_last_words_of_a_script_that_failed()
    {
        await using var bench = StepBench.For<ExecuteScriptStep>();

        (await bench.RunAsync("{ errorLines: 3, scripts: [{ type: powershell, content: '# simulate exit 7' }] }", Token)).ShouldFail(
            "The PowerShell script 1 of 1 ended with exit code 7. Its last words: simulated exit code 7.");
    }

    [Fact]
    public async Task Says_nothing_of_what_a_script_wrote_unless_asked_to()
    {
        await using var bench = StepBench.For<ExecuteScriptStep>();

        var run = await bench.RunAsync("- { type: powershell, content: '# simulate exit 7' }", Token);

        run.ShouldFail("The PowerShell script 1 of 1 ended with exit code 7. See ");
        Assert.DoesNotContain("simulated exit code", run.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_mind_the_exit_code_of_a_detached_script_nor_that_it_ends_with_the_run()
    {
        // The script ends about when the journal is closed, now before and now after.
        for (var run = 0; run < 50; run++)
        {
            await using var bench = StepBench.For<ExecuteScriptStep>();
            (await bench.RunAsync("- { type: powershell, content: '# simulate exit 7', detach: true }", Token)).ShouldBeDone();
        }
    }

    [Fact]
    public async Task A_script_that_restarts_the_machine_runs_three_times_and_then_what_is_behind_it_runs()
    {
        CancellationTokenSource? shutdown = null;
        var runner = new ActingRunner(start =>
        {
            if (((ProcessCommand.Script)start.Command).Content != "shutdown /r")
                return 0;
            // Windows stops the agent before it restarts.
            shutdown!.Cancel();
            throw new OperationCanceledException(shutdown.Token);
        });
        await using var bench = StepBench.For<ExecuteScriptStep>(services => services.AddSingleton<IProcessRunner>(runner));
        const string inputs = "[{ frequency: once, type: batch, content: shutdown /r }, { frequency: once, type: batch, content: behind }]";
        for (var boot = 1; boot <= 3; boot++)
        {
            using (shutdown = new CancellationTokenSource())
                await bench.RunAsync(inputs, shutdown.Token);
            bench.Reboot();
        }

        for (var boot = 4; boot <= 8; boot++)
        {
            (await bench.RunAgainAsync(Token)).ShouldFail("The batch script 1 of 2 was interrupted 3 times in a row");
            bench.Reboot();
        }

        Assert.Equal(
            ["shutdown /r", "shutdown /r", "shutdown /r", "behind"],
            runner.Started.Select(start => ((ProcessCommand.Script)start.Command).Content));
    }

    [Fact]
    public async Task Runs_a_program_once_where_it_is_to_run_once()
    {
        await using var bench = StepBench.For<ExecuteProgramStep>();

        (await bench.RunAsync(
            "- { frequency: once, path: 'C:\\setup\\setup.exe', arguments: [/quiet], runAs: localSystem }", Token))
            .ShouldBeDone().ShouldChange("run the program 1 of 1 as LocalSystem");
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
    }

    [Theory]
    [InlineData(@"C:\Program Files\x.exe", new[] { "/quiet" }, @"@""C:\Program Files\x.exe"" /quiet")]
    [InlineData("x.exe", new[] { "a b", "" }, @"@""x.exe"" ^""a b^"" ^""^""")]
    [InlineData("x.exe", new[] { "100%", "a&b|c" }, @"@""x.exe"" 100%% a^&b^|c")]
    [InlineData("x.exe", new[] { @"say ""hi""" }, @"@""x.exe"" ^""say \^""hi\^""^""")]
    [InlineData("x.exe", new[] { @"C:\a b\" }, @"@""x.exe"" ^""C:\a b\\^""")]
    public void Writes_arguments_so_that_neither_cmd_nor_the_program_misreads_them(
        string path, string[] arguments, string expected) =>
        Assert.Equal(expected, "@" + CommandLine.ForBatch(path, arguments));
}
