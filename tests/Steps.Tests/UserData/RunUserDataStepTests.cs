using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.Tests.Scripts;

namespace OpenLaunch.Steps.Tests.UserData;

public sealed class RunUserDataStepTests : RunUserDataTests
{
    [Fact]
    public async Task Runs_batch_before_PowerShell_as_LocalSystem_while_nobody_set_a_password()
    {
        var (outcome, context) = await RunAsync("<powershell>Get-Date</powershell><script>echo hi</script>");
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Equal(
            ["run the batch script 1 of 2 as LocalSystem", "run the PowerShell script 2 of 2 as LocalSystem"], context.Changes);
        Assert.Equal(["batch as LocalSystem", "powershell as LocalSystem"], Scripts);
        Assert.True(File.Exists(LogFile("user-data-2-output.log")));
    }

    [Fact]
    public async Task Runs_as_the_administrator_whose_password_this_run_set()
    {
        Bench.Logon.Remember("Verwalter", new SecretText("Given-42"));
        var (_, context) = await RunAsync("<powershell>Get-Date</powershell>");
        Assert.Equal(["run the PowerShell script 1 of 1 as Verwalter"], context.Changes);
        Assert.Equal(["powershell as Verwalter"], Scripts);
    }

    [Fact]
    public async Task Runs_as_LocalSystem_when_the_user_data_says_so()
    {
        Bench.Logon.Remember("Verwalter", new SecretText("Given-42"));
        await RunAsync("<powershell>Get-Date</powershell><runAsLocalSystem>true</runAsLocalSystem>");
        Assert.Equal(["powershell as LocalSystem"], Scripts);
    }

    [Fact]
    public async Task Problems_of_the_text_are_journaled()
    {
        await RunAsync("<script>a</script>\n<script>b</script>");
        Assert.StartsWith("line 2: There are 2 <script> blocks.", Kept["problems"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Persistent_user_data_outlives_an_outage_of_the_metadata_service()
    {
        const string userData = "<script>echo hi</script><persist>true</persist>";
        await RunAsync(userData);
        using var outage = TestMetadata.Unreachable();
        Request().Clear();
        var (outcome, context) = await RunAsync(outage);
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Equal(["run the batch script 1 of 1 as LocalSystem"], context.Changes);
        Assert.True(Request().IsMade);
    }

    [Fact]
    public async Task Persistent_user_data_is_kept_for_the_instance_that_gave_it_and_not_for_the_one_that_the_run_began_with()
    {
        var metadata = new TestMetadata
        {
            UserData = "<script>echo hi</script><persist>true</persist>",
            Values = { ["meta-data/instance-id"] = "i-0fedcba9876543210" },
        };
        await RunAsync(metadata);
        using var outage = TestMetadata.Unreachable();

        await Assert.ThrowsAsync<MetadataUnreachableException>(() => RunAsync(outage));
    }

    [Theory]
    [InlineData("<script>echo hi</script>")]
    [InlineData(null)]
    public async Task Other_user_data_is_not_kept_and_an_outage_is_left_to_the_engine(string? userData)
    {
        await RunAsync("<script>echo hi</script><persist>true</persist>");
        await RunAsync(userData);
        using var outage = TestMetadata.Unreachable();
        await Assert.ThrowsAsync<MetadataUnreachableException>(() => RunAsync(outage));
    }

    [Fact]
    public async Task A_task_list_of_version_1_0_is_put_off_to_the_end_of_the_run()
    {
        const string userData = """
            version: 1.0
            tasks:
            - task: executeScript
              inputs:
              - { frequency: always, type: batch, runAs: localSystem, content: echo hi }
            """;
        Assert.IsType<StepOutcome.PostponedOutcome>((await RunAsync(userData)).Outcome);
        Assert.Empty(Scripts);
        Assert.True(Request().IsMade);
        Assert.Equal(StepOutcome.Done, (await RunAsync(userData, postponed: true)).Outcome);
        Assert.Equal(["batch as LocalSystem"], Scripts);
    }

    [Fact]
    public async Task A_script_that_does_not_end_in_time_is_ended_and_fails_and_the_next_one_runs()
    {
        const string userData = """
            version: 1.1
            tasks:
            - task: executeScript
              inputs:
              - { frequency: once, type: batch, runAs: localSystem, content: a, timeout: 5m }
            """;
        var time = new FakeTimeProvider();
        var running = RunAsync(userData, interpreter: new EndlessRunner(() => time.Advance(TimeSpan.FromMinutes(5))), time: time);
        var message = Assert.IsType<StepOutcome.FailedOutcome>((await running).Outcome).Message;
        Assert.StartsWith(
            "The batch script 1 of 1 did not end within its timeout of 5m, so it was ended with all that it had started. See ",
            message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_script_fails_the_step_with_code_and_last_words_and_later_scripts_still_run()
    {
        var (outcome, _) = await RunAsync(
            "<script>\nrem simulate exit 5\n</script><powershell>Get-Date</powershell>", inputs: new() { ErrorLines = 5 });
        var message = Assert.IsType<StepOutcome.FailedOutcome>(outcome).Message;
        Assert.Equal(
            "The batch script 1 of 2 ended with exit code 5. Its last words: simulated exit code 5. "
                + $"See {LogFile("user-data-1-output.log")} and {LogFile("user-data-1-errors.log")}.",
            message);
        Assert.Equal(2, Scripts.Count);
    }

    [Fact]
    public async Task The_last_words_can_be_kept_out()
    {
        var (outcome, _) = await RunAsync("<script>\nrem simulate exit 5\n</script>", inputs: new() { ErrorLines = 0 });
        Assert.DoesNotContain("simulated", outcome.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_on_standard_error_are_no_failure()
    {
        var (outcome, _) = await RunAsync("<script>echo hi</script>", interpreter: new TalkativeRunner());
        Assert.Equal(StepOutcome.Done, outcome);
    }

    [Fact]
    public async Task The_next_run_journals_the_result_of_a_detached_script_that_went_on()
    {
        await RunAsync("<script>echo hi</script><detach>true</detach>", interpreter: new EndlessRunner(() => { }));
        await Bench.Detached.DisposeAsync();
        await File.WriteAllTextAsync(LogFile("user-data-1-result.txt"), "5\r\n", Cancellation);

        var (_, context) = await RunAsync("<script>echo hi</script><detach>true</detach>");
        Assert.Equal("ended with exit code 5", Kept["user-data-1 detached"]);
        Assert.Contains("The detached user-data-1 ended with exit code 5 after its run.", context.Log.Lines);
        Assert.Empty(context.Changes);
    }

    [Fact]
    public async Task Nobody_waits_for_the_code_of_a_detached_script()
    {
        var interpreter = new TalkativeRunner { Code = 7 };
        var (outcome, context) = await RunAsync("<script>echo hi</script><detach>true</detach>", interpreter: interpreter);
        await Bench.Detached.DisposeAsync();
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.True(interpreter.Last!.Detach);
        Assert.Equal(["run the batch script 1 of 1 as LocalSystem, detached"], context.Changes);
        Assert.Equal("ended with exit code 7", Kept["user-data-1 detached"]);
    }

    [Fact]
    public async Task The_boot_does_not_wait_for_a_detached_script_and_the_end_of_the_run_lets_it_go()
    {
        var (outcome, _) = await RunAsync(
            "<script>echo hi</script><detach>true</detach>", interpreter: new EndlessRunner(() => { }));
        Assert.Equal(StepOutcome.Done, outcome);
        await Bench.Detached.DisposeAsync();
        Assert.Equal("is running", Kept["user-data-1 detached"]);
    }

    [Fact]
    public async Task The_users_arguments_replace_the_default_ones()
    {
        var interpreter = new TalkativeRunner();
        await RunAsync(
            "<powershell>Get-Date</powershell><powershellArguments>-NoProfile -STA</powershellArguments>",
            interpreter: interpreter);
        Assert.Equal("-NoProfile -STA", interpreter.LastScript.Arguments);
    }

    [Fact]
    public async Task What_was_understood_runs_and_what_was_not_fails_the_step_with_its_line()
    {
        var (outcome, _) = await RunAsync("<script>echo hi</script>\n\n<powershell>Get-Date");
        Assert.Equal(["batch as LocalSystem"], Scripts);
        var message = Assert.IsType<StepOutcome.FailedOutcome>(outcome).Message;
        Assert.StartsWith("Line 3 of the user data: ", message, StringComparison.Ordinal);
        Assert.Contains("</powershell>", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_no_runner_knows_fails_by_name_and_the_scripts_still_run()
    {
        var (outcome, _) = await RunAsync(
            """
            version: 1.1
            tasks:
            - task: setWallpapers
            - task: executeScript
              inputs:
              - frequency: once
                type: powershell
                runAs: localSystem
                content: Get-Date
            """);
        Assert.Equal(["powershell as LocalSystem"], Scripts);
        Assert.Contains(
            "Line 3 of the user data: There is no task 'setWallpapers'; did you mean 'setWallpaper'?",
            Assert.IsType<StepOutcome.FailedOutcome>(outcome).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "the instance has no user data")]
    [InlineData("  \n", "the instance has no user data")]
    [InlineData("<persist>true</persist>",
        "the user data holds nothing to run: There is neither a <powershell> nor a <script> block, so nothing runs.")]
    public async Task Without_scripts_the_step_is_skipped_and_says_why(string? userData, string reason)
    {
        var (outcome, _) = await RunAsync(userData);
        Assert.Equal(reason, Assert.IsType<StepOutcome.SkippedOutcome>(outcome).Reason);
        Assert.False(Request().IsMade);
    }

    [Fact]
    public async Task Disabled_metadata_is_left_to_the_engine()
    {
        using var disabled = TestMetadata.Disabled();
        await Assert.ThrowsAsync<MetadataDisabledException>(
            () => RunAsync(disabled));
    }

    [Fact]
    public async Task A_dry_run_describes_runs_nothing_and_keeps_nothing()
    {
        var (outcome, context) = await RunAsync("<script>echo hi</script><persist>true</persist>", dryRun: true);
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Equal(["run the batch script 1 of 1 as LocalSystem"], context.Changes);
        Assert.Empty(Scripts);
        Assert.Empty(Kept);
        Assert.False(Request().IsMade);
    }

    [Fact]
    public async Task Neither_password_nor_script_text_reaches_change_log_or_journal()
    {
        Bench.Logon.Remember("Verwalter", new SecretText("Given-42"));
        var (_, context) = await RunAsync("<script>\necho Token-77\nrem simulate exit 5\n</script>");
        Assert.All(context.Changes.Concat(context.Log.Lines).Concat(Kept.Values), text =>
        {
            Assert.DoesNotContain("Given-42", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Token-77", text, StringComparison.Ordinal);
        });
    }
}
