using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Tests.Scripts;

public class ScriptCheckpointTests
{
    private const string Text = "echo one";
    private const string Now = "run-9";

    private static readonly string Sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    private static readonly ScriptRule UserData = new() { OneAttempt = true };
    private static readonly ScriptRule Plan = new();

    [Fact]
    public void A_script_that_nothing_is_known_of_runs()
    {
        Assert.Equal(new ScriptDecision.Run(1), Decide(null, UserData));
        Assert.Equal(new ScriptDecision.Run(1), Decide(null, Plan));
    }

    [Fact]
    public void What_the_earlier_version_finished_does_not_run_again()
    {
        Assert.StartsWith(
            "the batch script 1 of 2 ran on this instance; it runs again with --force", Reason(Decide($"{Sha} finished 0", UserData)),
            StringComparison.Ordinal);
        Assert.IsType<ScriptDecision.IsFinished>(Decide("run-1", Plan));
    }

    [Fact]
    public void What_ran_is_told_with_its_time() => Assert.StartsWith(
        "the batch script 1 of 2 ran on this instance on 2026-11-24 19:34:47Z; it runs again with --force",
        Reason(Decide($"{Sha} finished 0 0 20261124T193447Z-ab12 ", UserData)), StringComparison.Ordinal);

    [Fact]
    public void What_failed_under_the_earlier_version_was_its_one_attempt()
    {
        var kept = $"{Sha} open 0";
        Assert.Contains("retryFailed: true", Reason(Decide(kept, UserData)), StringComparison.Ordinal);
        Assert.IsType<ScriptDecision.Run>(Decide(kept, UserData with { RetryFailed = true }));
        Assert.IsType<ScriptDecision.Run>(Decide(kept, UserData, isOnce: false));
    }

    [Fact]
    public void What_waited_for_a_restart_under_the_earlier_version_goes_on_and_its_restarts_count()
    {
        var checkpoint = ScriptCheckpoint.Read($"{Sha} open 2", Text, isTextChanged: false);
        Assert.Equal(2, checkpoint.Reboots);
        Assert.IsType<ScriptDecision.Run>(checkpoint.Decide("x", isOnce: true, UserData, Now, "boot-2"));
    }

    [Fact]
    public void The_earlier_versions_other_fingerprint_of_a_program_is_no_other_text_while_the_user_data_is_the_same()
    {
        Assert.Contains("ran on this instance", Reason(Decide("0000 finished 0", UserData)), StringComparison.Ordinal);
        Assert.IsType<ScriptDecision.NotRun>(Decide("0000 finished 0", UserData with { IsTextChanged = true }));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    public void An_interrupted_script_runs_again(int attempts, int next)
    {
        Assert.Equal(new ScriptDecision.Run(next), Decide($"{Sha} started 0 {attempts} run-1 ", UserData));
        Assert.Equal(new ScriptDecision.Run(next), Decide($"{Sha} started 0 {attempts} run-1 ", Plan));
        Assert.Equal(new ScriptDecision.Run(next), Decide($"{Sha} started 0 {attempts} run-1 ", Plan, isOnce: false));
    }

    [Fact]
    public void A_script_that_was_interrupted_three_times_fails_by_name()
    {
        foreach (var rule in (ScriptRule[])[UserData, Plan, UserData with { RetryFailed = true }])
        {
            var failed = Assert.IsType<ScriptDecision.Fail>(Decide($"{Sha} started 0 3 run-1 ", rule, isOnce: rule.OneAttempt));
            Assert.StartsWith("The batch script 1 of 2 was interrupted 3 times", failed.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Whoever_cancels_a_run_and_starts_another_in_the_same_boot_has_interrupted_nothing()
    {
        Assert.Equal(new ScriptDecision.Run(3), Decide($"{Sha} started 0 3 run-1 boot-2", UserData));
        Assert.Equal(new ScriptDecision.Run(2), Decide($"{Sha} started 0 1 run-1 boot-1", UserData));
        Assert.IsType<ScriptDecision.Fail>(Decide($"{Sha} started 0 3 run-1 boot-1", UserData));
    }

    [Fact]
    public void A_script_that_was_given_up_runs_again_by_force_alone()
    {
        var kept = $"{Sha} failed 0 3 run-1 it was interrupted";
        Assert.DoesNotContain("retryFailed", Reason(Decide(kept, UserData with { RetryFailed = true })), StringComparison.Ordinal);
        Assert.IsType<ScriptDecision.Fail>(Decide(kept, Plan));
        Assert.IsType<ScriptDecision.Fail>(Decide(kept, UserData, isOnce: false));
        Assert.Equal(new ScriptDecision.Run(1), Decide(kept, UserData with { IsForced = true }));
        Assert.Equal(new ScriptDecision.Run(1), Decide(kept, Plan with { IsForced = true }));
    }

    [Fact]
    public void A_failed_script_of_a_plan_runs_at_the_next_run_and_one_of_user_data_does_not()
    {
        var kept = $"{Sha} failed 0 0 run-1 it ended with exit code 5";
        Assert.Equal(new ScriptDecision.Run(1), Decide(kept, Plan));
        Assert.Contains("failed on this instance", Reason(Decide(kept, UserData)), StringComparison.Ordinal);
        Assert.Equal(new ScriptDecision.Run(1), Decide(kept, UserData, isOnce: false));
    }

    [Fact]
    public void What_failed_before_a_restart_still_counts_after_it_and_does_not_run_again()
    {
        var kept = $"{Sha} failed 0 0 {Now} it ended with exit code 5";
        Assert.Equal(new ScriptDecision.Fail("it ended with exit code 5"), Decide(kept, UserData, isOnce: false));
        Assert.Equal(new ScriptDecision.Run(1), Decide(kept, Plan));
    }

    [Fact]
    public void What_did_its_work_before_a_restart_does_not_run_again_after_it_even_by_force()
    {
        Assert.IsType<ScriptDecision.IsFinished>(Decide($"{Sha} finished 0 0 {Now} ", Plan with { IsForced = true }, isOnce: false));
        Assert.IsType<ScriptDecision.Run>(Decide($"{Sha} finished 0 0 run-1 ", Plan, isOnce: false));
        Assert.IsType<ScriptDecision.IsFinished>(Decide($"{Sha} finished 0 0 run-1 ", Plan));
    }

    [Fact]
    public void Another_text_does_not_run_where_one_ran_once_and_says_so()
    {
        foreach (var kept in (string[])["0000 finished 0 0 run-1 ", "0000 failed 0 0 run-1 x", "0000 started 0 1 run-1 "])
            Assert.Contains("is not the one that this instance has run", Reason(Decide(kept, UserData)), StringComparison.Ordinal);
        Assert.IsType<ScriptDecision.NotRun>(Decide(null, UserData with { IsTextChanged = true }));
        Assert.Equal(new ScriptDecision.Run(1), Decide("0000 started 0 3 run-1 ", UserData, isOnce: false));
        Assert.Equal(new ScriptDecision.Run(1), Decide("0000 finished 0 0 run-1 ", UserData with { IsForced = true }));
    }

    [Fact]
    public void What_is_kept_is_read_back()
    {
        var kept = new ScriptCheckpoint(Sha, ScriptProgress.Failed)
        {
            Reboots = 4, Attempts = 2, Series = "run-1", Detail = "The script ended with exit code 5. See C:\\a b.log.",
        };
        Assert.Equal(kept, ScriptCheckpoint.Read(kept.ToString(), Text, isTextChanged: false));
    }

    private static ScriptDecision Decide(string? kept, ScriptRule rule, bool isOnce = true) =>
        ScriptCheckpoint.Read(kept, Text, rule.IsTextChanged).Decide("batch script 1 of 2", isOnce, rule, Now, "boot-2");

    private static string Reason(ScriptDecision decision) => Assert.IsType<ScriptDecision.NotRun>(decision).Reason;
}
