using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Tests.Activation;

public class ActivationPlannerTests
{
    private static readonly KmsReach First = new([Ec2Addresses.Kms[0], Ec2Addresses.Kms[1]]);
    private static readonly KmsReach Ipv6 = new([Ec2Addresses.Kms[2]]);

    private static readonly ActivationState Activated = new("169.254.169.250", 1688, LicenceStatus.Licensed)
    {
        Remaining = TimeSpan.FromDays(170), KeyChannel = "Volume:GVLK", Edition = "ServerDatacenter", Build = 20348,
    };

    [Theory]
    [InlineData("169.254.169.250")]
    [InlineData("169.254.169.251")]
    [InlineData("fd00:ec2::250")]
    [InlineData("[fd00:ec2::250]")]
    public void Leaves_an_activated_Windows_alone_whichever_of_the_services_it_asks(string server)
    {
        Assert.Empty(Plan(Activated with { KmsServer = server }).Edits);
        Assert.Empty(Plan(Activated with { KmsServer = server }, reach: new([])).Edits);
    }

    [Fact]
    public void Sets_the_host_and_activates_where_nothing_is_set()
    {
        var plan = Plan(Activated with { KmsServer = null, KmsPort = null, Status = LicenceStatus.Notification });

        Assert.Equal(
            ["set the KMS host to 169.254.169.250, port 1688 (was none)",
                "activate Windows (its licence status is notification)"],
            Descriptions(plan));
    }

    [Fact]
    public void Takes_the_service_that_answers()
    {
        var plan = Plan(Activated with { Status = LicenceStatus.Grace }, reach: Ipv6);

        Assert.Equal(
            ["set the KMS host to [fd00:ec2::250], port 1688 (was 169.254.169.250, port 1688)",
                "activate Windows (its licence status is grace)"],
            Descriptions(plan));
    }

    [Fact]
    public void Keeps_a_service_that_answers()
    {
        var state = Activated with { KmsServer = "169.254.169.251", Status = LicenceStatus.Unlicensed };

        Assert.Equal(["activate Windows (its licence status is unlicensed)"], Descriptions(Plan(state)));
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void Renews_an_activation_that_ends_within_thirty_days(int days, bool renews)
    {
        var plan = Plan(Activated with { Remaining = TimeSpan.FromDays(days) });

        Assert.Equal(renews ? ["activate Windows (its activation ends in 29 days)"] : [], Descriptions(plan));
    }

    [Theory]
    [InlineData("Retail", 20348, "ServerDatacenter", "WX4NM-KYWYW-QJJR4-XV3QB-6VM33")]
    [InlineData("OEM:NONSLP", 14393, "ServerStandard", "WC2BQ-8NRM3-FDDYY-2BFGV-KHKQY")]
    [InlineData("Volume:MAK", 20348, "ServerDatacenter", null)]
    [InlineData("Volume:GVLK", 20348, "ServerDatacenter", null)]
    [InlineData("Retail", 20348, "ServerDatacenterEval", null)]
    [InlineData("Retail", 19045, "ServerDatacenter", null)]
    [InlineData(null, 20348, "ServerDatacenter", null)]
    public void Changes_the_key_only_where_it_is_no_volume_key_and_that_of_the_edition_is_known(
        string? channel, int build, string edition, string? key)
    {
        var plan = Plan(Activated with
        {
            Status = LicenceStatus.Notification, KeyChannel = channel, Build = build, Edition = edition,
        });

        Assert.Equal(key, plan.Edits.OfType<ActivationEdit.InstallKey>().SingleOrDefault()?.Key);
        Assert.DoesNotContain(
            Descriptions(plan), description => key is not null && description.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void Never_changes_the_key_of_an_activated_Windows() =>
        Assert.Empty(Plan(Activated with { KeyChannel = "Retail" }).Edits);

    [Fact]
    public void Leaves_a_licence_of_the_owner_alone()
    {
        var plan = Plan(Activated with { Status = LicenceStatus.Notification }, Billing.OwnLicence);

        Assert.Equal("the licence is the owner's own (BYOL), so EC2's KMS does not serve it", plan.SkipReason);
        Assert.Empty(plan.Edits);
    }

    [Fact]
    public void Without_metadata_it_leaves_somebody_elses_host_alone_and_takes_care_of_its_own()
    {
        var own = Activated with { KmsServer = "kms.example.com", Status = LicenceStatus.Notification };

        Assert.StartsWith(
            "the KMS host kms.example.com is not EC2's", Plan(own, Billing.Unknown).SkipReason, StringComparison.Ordinal);
        Assert.Equal(2, Plan(own, Billing.Included).Edits.Count);
        Assert.Single(Plan(own with { KmsServer = "169.254.169.250" }, Billing.Unknown).Edits);
        Assert.Equal(2, Plan(own with { KmsServer = null }, Billing.Unknown).Edits.Count);
    }

    [Theory]
    [InlineData("""{"billingProducts":["bp-6ba54002"]}""", Billing.Included)]
    [InlineData("""{"billingProducts":["bp-6ba54002","bp-6aa54003"]}""", Billing.Included)]
    [InlineData("""{"billingProducts":null}""", Billing.OwnLicence)]
    [InlineData("""{"region":"us-east-1"}""", Billing.OwnLicence)]
    [InlineData("<html>", Billing.Unknown)]
    [InlineData("[]", Billing.Unknown)]
    [InlineData("""{"billingProducts":["\ud800"]}""", Billing.Unknown)]
    public void Reads_who_pays_from_the_identity_document(string document, object expected) =>
        Assert.Equal((Billing)expected, BillingDocument.Parse(document));

    private static ActivationPlan Plan(ActivationState state, Billing billing = Billing.Included, KmsReach? reach = null) =>
        ActivationPlanner.Plan(state, billing, reach ?? First);

    private static IEnumerable<string> Descriptions(ActivationPlan plan) => plan.Edits.Select(edit => edit.Description);
}
