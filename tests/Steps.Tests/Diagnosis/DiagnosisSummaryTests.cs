using System.Net;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Diagnosis;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Tests.Diagnosis;

public class DiagnosisSummaryTests
{
    private static readonly IPNetwork Metadata = IPNetwork.Parse("169.254.169.254/32");

    [Fact]
    public void Where_nothing_is_wrong_it_says_so_and_names_no_command() =>
        Assert.Equal(new DiagnosisSummary("All is well.", null), Of(Facts.Well));

    [Fact]
    public void A_machine_with_routes_of_another_subnet_was_moved_and_is_repaired()
    {
        var facts = Facts.With(
            Facts.RouteTo(Metadata, "10.0.16.1"), Facts.RouteTo(Metadata, "10.0.16.1", store: RouteStore.Persistent)) with
        {
            Metadata = new(MetadataState.NoRoute, "no route"),
        };

        Assert.Equal(
            new DiagnosisSummary(
                "This machine was moved from another subnet: 1 of its routes name 10.0.16.1, the gateway is 172.31.32.1; "
                    + "metadata does not answer.",
                "openlaunch repair"),
            Of(facts));
    }

    [Fact]
    public void A_machine_without_its_routes_lacks_them() => Assert.Equal(
        new DiagnosisSummary("This machine lacks 6 routes to the services of EC2.", "openlaunch repair"),
        Of(Facts.Well with { Routes = new([], null) }));

    [Fact]
    public void Without_an_adapter_nothing_else_can_be_mended_first() => Assert.StartsWith(
        "No adapter can carry the routes", Of(Facts.Well with { Adapters = new([], null) }).Sentence,
        StringComparison.Ordinal);

    [Fact]
    public void Where_the_routes_are_right_the_worst_finding_is_the_sentence()
    {
        var facts = Facts.Well with
        {
            Activation = Facts.Well.Activation.Value! with { Status = LicenceStatus.Notification },
            SystemsManager = new(null, null),
        };

        var summary = Of(facts);

        Assert.StartsWith("Windows is not activated: notification", summary.Sentence, StringComparison.Ordinal);
        Assert.Equal("openlaunch repair", summary.Command);
    }

    [Fact]
    public void A_boot_that_was_refused_is_an_error_with_its_reasons()
    {
        var refused = Facts.Well.Agent.Value! with { State = RunState.Refused, Reasons = ["plan.yml:3:11: no", "plan.yml:5:1: no"] };

        var finding = Assert.Single(
            MachineDiagnosis.Of(Facts.Well with { Agent = refused }), finding => finding.Severity == Severity.Error);

        Assert.Equal("The latest boot ran nothing, for its configuration was refused", finding.What);
        Assert.Equal("plan.yml:3:11: no; plan.yml:5:1: no", finding.Evidence);
    }

    private static DiagnosisSummary Of(MachineFacts facts) => DiagnosisSummary.Of(facts, MachineDiagnosis.Of(facts));
}
