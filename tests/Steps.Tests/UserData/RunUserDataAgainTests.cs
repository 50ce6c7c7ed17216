using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Tests.Scripts;

namespace OpenLaunch.Steps.Tests.UserData;

/// <summary>When a script of user data runs again, and when not.</summary>
public sealed class RunUserDataAgainTests : RunUserDataTests
{
    [Fact]
    public async Task A_finished_script_does_not_run_again_on_the_instance_and_says_so()
    {
        await RunAsync("<script>echo hi</script>");
        var (outcome, second) = await RunAsync("<script>echo hi</script>");
        var reason = Assert.IsType<StepOutcome.SkippedOutcome>(outcome).Reason;
        Assert.StartsWith("the batch script 1 of 1 ran on this instance", reason, StringComparison.Ordinal);
        Assert.Contains("it runs again with --force", reason, StringComparison.Ordinal);
        Assert.Contains(reason, second.Reports);
        Assert.Empty(second.Changes);
    }

    [Theory]
    [InlineData("<script>echo ho</script>")]
    [InlineData("<powershell>Get-Date</powershell><script>echo ho</script>")]
    public async Task A_text_that_replaces_the_one_that_ran_does_not_run_and_says_so(string replacement)
    {
        await RunAsync("<script>echo hi</script>");
        var (outcome, second) = await RunAsync(replacement);
        Assert.Empty(second.Changes);
        Assert.StartsWith(
            "the text of the batch script 1 of ", Assert.IsType<StepOutcome.SkippedOutcome>(outcome).Reason,
            StringComparison.Ordinal);
        Assert.Contains(second.Reports, report => report.Contains("--force", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_replacing_text_runs_when_forced_and_then_counts_as_the_one_that_ran()
    {
        await RunAsync("<script>echo hi</script>");
        Assert.Single((await RunAsync("<script>echo ho</script>", force: true)).Context.Changes);
        Assert.StartsWith(
            "the batch script 1 of 1 ran", (await RunAsync("<script>echo ho</script>")).Outcome.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replacing_text_that_persists_runs()
    {
        await RunAsync("<script>echo hi</script>");
        Assert.Single((await RunAsync("<script>echo ho</script><persist>true</persist>")).Context.Changes);
    }

    [Fact]
    public async Task A_forced_run_of_a_replacing_text_goes_on_after_a_reboot()
    {
        const string replacement = "<script>\nrem simulate exit 3010 0\n</script><powershell>Get-Host</powershell>";
        await RunAsync("<script>echo hi</script><powershell>Get-Date</powershell>");
        Assert.IsType<StepOutcome.RebootOutcome>((await RunAsync(replacement, force: true)).Outcome);
        var (outcome, resumed) = await RunAsync(replacement, resumed: true);
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Equal(2, resumed.Changes.Count);
    }

    [Fact]
    public async Task A_text_that_could_not_be_run_may_be_mended()
    {
        await RunAsync("<script>echo hi");
        Assert.Single((await RunAsync("<script>echo hi</script>")).Context.Changes);
    }

    [Fact]
    public async Task A_finished_script_runs_again_when_forced()
    {
        await RunAsync("<script>echo hi</script>");
        Assert.Single((await RunAsync("<script>echo hi</script>", force: true)).Context.Changes);
    }

    [Fact]
    public async Task A_persistent_script_runs_each_time_and_keeps_the_boot_task()
    {
        const string userData = "<script>echo hi</script><persist>true</persist>";
        await RunAsync(userData);
        await RunAsync(userData);
        Assert.Equal(2, Scripts.Count);
        Assert.True(Request().IsMade);
    }

    [Fact]
    public async Task A_script_that_runs_once_asks_for_no_further_run()
    {
        await RunAsync("<script>echo hi</script>");
        Assert.False(Request().IsMade);
    }

    [Fact]
    public async Task A_failed_script_runs_again_only_when_that_is_asked_for_and_a_finished_one_does_not()
    {
        const string userData = "<script>\nrem simulate exit 5 0\n</script><powershell>Get-Date</powershell>";
        await RunAsync(userData);
        var (outcome, second) = await RunAsync(userData);
        var reason = Assert.IsType<StepOutcome.SkippedOutcome>(outcome).Reason;
        Assert.Contains("the batch script 1 of 2 failed on this instance", reason, StringComparison.Ordinal);
        Assert.Contains("retryFailed: true of runUserData", reason, StringComparison.Ordinal);
        Assert.Contains("the PowerShell script 2 of 2 ran on this instance", reason, StringComparison.Ordinal);
        Assert.Empty(second.Changes);

        var (third, retried) = await RunAsync(userData, inputs: new() { RetryFailed = true });
        Assert.Equal(StepOutcome.Done, third);
        Assert.Equal(["run the batch script 1 of 2 as LocalSystem"], retried.Changes);
    }

    [Theory]
    [InlineData(3010)]
    [InlineData(1641)]
    public async Task A_script_that_asks_for_a_reboot_runs_again_afterwards(int code)
    {
        var userData = $"<script>\nrem simulate exit {code} 0\n</script><powershell>Get-Date</powershell>";
        var (first, _) = await RunAsync(userData);
        Assert.True(Assert.IsType<StepOutcome.RebootOutcome>(first).Resume);
        Assert.Equal(["batch as LocalSystem"], Scripts);

        var (second, _) = await RunAsync(userData, resumed: true);
        Assert.Equal(StepOutcome.Done, second);
        Assert.Equal(["batch as LocalSystem", "batch as LocalSystem", "powershell as LocalSystem"], Scripts);
    }

    [Fact]
    public async Task A_script_may_ask_for_five_reboots_and_then_fails()
    {
        const string userData = "<script>\nrem simulate exit 3010\n</script>";
        for (var reboot = 1; reboot <= 5; reboot++)
            Assert.IsType<StepOutcome.RebootOutcome>((await RunAsync(userData, resumed: reboot > 1)).Outcome);
        var (last, _) = await RunAsync(userData, resumed: true);
        Assert.Contains("after 5 of them", Assert.IsType<StepOutcome.FailedOutcome>(last).Message, StringComparison.Ordinal);
        Assert.Equal(6, Scripts.Count);
    }

    [Fact]
    public async Task After_a_reboot_earlier_scripts_stay_done_even_persistent_ones_and_their_failures_are_told()
    {
        const string userData = "<script>\nrem simulate exit 5\n</script>"
            + "<powershell>\n# simulate exit 3010 0\n</powershell><persist>true</persist>";
        Assert.IsType<StepOutcome.RebootOutcome>((await RunAsync(userData)).Outcome);
        var (outcome, resumed) = await RunAsync(userData, resumed: true);
        Assert.Equal(["run the PowerShell script 2 of 2 as LocalSystem"], resumed.Changes);
        Assert.Contains("batch script 1 of 2 ended with exit code 5", outcome.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_was_killed_runs_again()
    {
        using var kill = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(
            "<script>echo hi</script>", interpreter: new EndlessRunner(kill.Cancel), cancellation: kill.Token));
        Assert.Single((await RunAsync("<script>echo hi</script>")).Context.Changes);
    }
}
