using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Sysprep;

namespace OpenLaunch.Steps.Tests.Generalization;

public class SysprepReadinessTests
{
    private static readonly SysprepFacts Server2025 = ChangingFacts.Ready with
    {
        Build = 26100, Administrator = new LocalAccount { Name = "Chief", Sid = "S-1-5-21-1-2-3-500" },
    };

    [Theory]
    [InlineData(26100, true, true, "Chief")]
    [InlineData(26200, true, true, "Chief")]
    [InlineData(26100, false, true, null)]
    [InlineData(26100, true, false, null)]
    [InlineData(20348, true, true, null)]
    public void LocalSystem_leaves_a_desktop_of_build_26100_or_later_to_the_administrator(
        int build, bool hasDesktop, bool isLocalSystem, string? administrator)
    {
        var facts = Server2025 with { Build = build, HasDesktop = hasDesktop, IsLocalSystem = isLocalSystem };
        var verdict = SysprepReadiness.Judge(facts, SysprepAccount.Auto);
        Assert.Equal(administrator, verdict.Administrator);
        Assert.Empty(verdict.Refusals);
        Assert.Empty(verdict.Obstacles);
    }

    [Fact]
    public void The_operator_may_choose_the_account()
    {
        Assert.Null(SysprepReadiness.Judge(Server2025, SysprepAccount.Caller).Administrator);
        Assert.Equal("Chief", SysprepReadiness.Judge(Server2025 with { Build = 17763 }, SysprepAccount.Administrator).Administrator);
    }

    [Fact]
    public void An_administrator_who_cannot_log_on_is_refused_with_what_to_do_and_is_left_as_he_is()
    {
        var disabled = Server2025 with { Administrator = Server2025.Administrator! with { Enabled = false } };
        var refusal = Assert.Single(SysprepReadiness.Judge(disabled, SysprepAccount.Auto).Refusals);
        Assert.Equal("Sysprep must run as the built-in administrator 'Chief', who cannot log on", refusal.What);
        Assert.StartsWith("First enable it, or call", refusal.Remedy, StringComparison.Ordinal);
        Assert.Empty(SysprepReadiness.Judge(disabled, SysprepAccount.Caller).Refusals);
        Assert.Single(SysprepReadiness.Judge(Server2025 with { Administrator = null }, SysprepAccount.Auto).Refusals);
    }

    [Fact]
    public void A_domain_controller_is_refused_for_that_alone()
    {
        var controller = Server2025 with { IsDomainController = true, Administrator = null };
        Assert.Contains(
            "domain controller", Assert.Single(SysprepReadiness.Judge(controller, SysprepAccount.Auto).Refusals).What,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE", "generalized already")]
    [InlineData(null, "cannot be read")]
    public void An_image_state_that_no_waiting_changes_is_refused(string? state, string reason)
    {
        var verdict = SysprepReadiness.Judge(ChangingFacts.Ready with { Setup = new(state) }, SysprepAccount.Auto);
        Assert.Contains(reason, Assert.Single(verdict.Refusals).What, StringComparison.Ordinal);
        Assert.Empty(verdict.Obstacles);
    }

    [Fact]
    public void A_Sysprep_that_failed_may_be_called_again() => Assert.Empty(SysprepReadiness.Judge(
        ChangingFacts.Ready with { Setup = new("IMAGE_STATE_UNDEPLOYABLE") }, SysprepAccount.Auto).Obstacles);

    [Fact]
    public void All_that_stands_in_the_way_is_told_at_once()
    {
        var busy = ChangingFacts.Ready with
        {
            Setup = new(SetupState.Complete, SetupType: 2), Servicing = ["TiWorker.exe"], PendingRestarts = ["RebootPending"],
        };
        Assert.Equal(
            [
                "Windows Setup is not over (SysprepState=IMAGE_STATE_COMPLETE, SetupType=2)",
                "Windows is being serviced (TiWorker.exe)", "Windows must restart (RebootPending)",
            ],
            SysprepReadiness.Judge(busy, SysprepAccount.Auto).Obstacles.Select(obstacle => obstacle.What));
    }
}
