using System.Net;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Diagnosis;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Services;
using OpenLaunch.Steps.Tests.Simulation;

namespace OpenLaunch.Steps.Tests.Diagnosis;

public class MachineDiagnosisTests
{
    private static readonly IPNetwork Metadata = IPNetwork.Parse("169.254.169.254/32");

    [Fact]
    public void Finds_nothing_where_all_is_well_and_explains_it()
    {
        var findings = MachineDiagnosis.Of(Facts.Well);

        Assert.All(findings, finding => Assert.Equal((Severity.Info, null), (finding.Severity, finding.Command)));
        Assert.Equal(10, findings.Count(finding => finding.Subject == "route"));
        Assert.Contains(
            findings, finding => finding.What
                == "169.254.169.254/32 (instance metadata) goes through 172.31.32.1 on interface 12, active");
        Assert.Contains(
            findings, finding => finding.What
                == "fd00:ec2::254/128 (instance metadata) needs no route: interface 12 has no IPv6 address");
    }

    [Fact]
    public void Names_a_stale_route_in_both_stores()
    {
        var finding = Wrong(Facts.With(
            Facts.RouteTo(Metadata, "10.0.16.1", metric: 25),
            Facts.RouteTo(Metadata, "10.0.16.1", metric: 25, store: RouteStore.Persistent)));

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "169.254.169.254/32 (instance metadata) has a stale route through 10.0.16.1, "
            + "active on interface 12 with metric 40 and persistent",
            finding.What);
        Assert.Equal("not the gateway of an adapter of this machine", finding.Evidence);
        Assert.Equal("openlaunch repair", finding.Command);
    }

    [Fact]
    public void Tells_a_lower_metric_elsewhere()
    {
        var other = TestMachine.Ethernet(15, "172.31.50.10/20", "172.31.48.1", metric: 5).ToAdapter();
        var facts = Facts.With(Facts.RouteTo(Metadata, "172.31.48.1", index: 15, metric: 5));

        var finding = Wrong(facts with { Adapters = new([.. facts.Adapters.Value!, other], null) });

        Assert.EndsWith("with metric 10, lower than the 30 of interface 12", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_of_a_right_route_on_disk_and_of_one_that_is_missing()
    {
        var onDisk = Wrong(Facts.With(Facts.RouteTo(Metadata), Facts.RouteTo(Metadata, store: RouteStore.Persistent)));
        var missing = Wrong(Facts.Well with { Routes = new([.. Facts.Well.Routes.Value!.Skip(1)], null) });

        Assert.Equal(
            (Severity.Warning, "169.254.169.254/32 (instance metadata) has a needless route through 172.31.32.1, persistent"),
            (onDisk.Severity, onDisk.What));
        Assert.Equal(
            (Severity.Warning, "169.254.169.254/32 (instance metadata) has no route of its own through 172.31.32.1"),
            (missing.Severity, missing.What));
    }

    [Fact]
    public void Says_why_a_virtual_switch_carries_the_routes()
    {
        var external = TestMachine.Ethernet(12).ToAdapter() with
        {
            Name = "vEthernet (Ethernet)", Description = "Hyper-V Virtual Ethernet Adapter",
        };

        var finding = MachineDiagnosis.Of(Facts.Well with { Adapters = new([external], null) })[0];

        Assert.EndsWith(
            "is the primary one: a virtual switch that took over address and gateway of the physical adapter",
            finding.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MetadataState.NoRoute, Severity.Error, "No route leads to metadata", "openlaunch repair")]
    [InlineData(MetadataState.TimedOut, Severity.Error, "Metadata does not answer in time", "openlaunch repair")]
    [InlineData(MetadataState.Failing, Severity.Error, "Metadata answers with nothing of use", null)]
    public void Tells_the_ways_apart_in_which_metadata_is_silent(
        object state, object severity, string what, string? command)
    {
        var finding = Wrong(Facts.Well with { Metadata = new((MetadataState)state, "evidence", "i-0") });

        Assert.Equal(((Severity)severity, what, command), (finding.Severity, finding.What, finding.Command));
    }

    [Fact]
    public void Disabled_metadata_is_no_finding() => Assert.All(
        MachineDiagnosis.Of(Facts.Well with { Metadata = new(MetadataState.Disabled, "metadata is disabled for this instance") }),
        finding => Assert.Equal(Severity.Info, finding.Severity));

    [Theory]
    [InlineData(301, Severity.Error, "301.000 s ahead of Amazon Time Sync")]
    [InlineData(-2, Severity.Warning, "2.000 s behind Amazon Time Sync")]
    public void Minds_a_clock_that_is_off(int seconds, object severity, string evidence)
    {
        var finding = Wrong(Facts.Well with { ClockOffset = TimeSpan.FromSeconds(seconds) });

        Assert.Equal(((Severity)severity, evidence), (finding.Severity, finding.Evidence));
    }

    [Fact]
    public void Tells_days_left_and_what_renews_the_licence()
    {
        var ending = Facts.Well.Activation.Value! with { Remaining = TimeSpan.FromDays(12) };

        var finding = Wrong(Facts.Well with { Activation = ending });

        Assert.Equal(
            (Severity.Warning, "12 days left, until 2026-12-09", "openlaunch repair"), (finding.Severity, finding.Evidence, finding.Command));
    }

    [Fact]
    public void Tells_why_Windows_is_not_activated_and_by_which_key_it_would_be()
    {
        var state = Facts.Well.Activation.Value! with
        {
            Status = LicenceStatus.Notification, Reason = unchecked((int)0xC004F074), KeyChannel = "Volume:GVLK", KeyEnding = "3YT4J",
            Edition = "ServerDatacenter", KmsServer = null, KmsServerInDns = "kms.example.com", Remaining = null,
        };

        var findings = MachineDiagnosis.Of(Facts.Well with { Activation = state }).Where(finding => finding.Subject == "licence");

        Assert.Equal(
            [
                ("Windows is not activated: notification", "no KMS could be contacted (0xC004F074)"),
                ("The product key is Volume:GVLK", "ends in 3YT4J, ServerDatacenter"),
                ("The KMS host is not EC2's", "none is set: kms.example.com, found in DNS"),
            ],
            findings.Select(finding => (finding.What, finding.Evidence)));
    }

    [Theory]
    [InlineData(true, 0, Severity.Info, "The KMS has answered Windows", "2026-11-20 10:12 UTC: done (0x00000000)")]
    [InlineData(true, 0xC004F042, Severity.Warning, "The KMS last refused to activate Windows",
        "2026-11-20 10:12 UTC: the KMS host does not serve this product (0xC004F042)")]
    [InlineData(false, 0x800706BA, Severity.Warning, "Windows last asked a KMS and got no answer",
        "2026-11-20 10:12 UTC: nothing answers where the KMS host should be (0x800706BA)")]
    [InlineData(false, 0x80070005, Severity.Warning, "Windows last asked a KMS and got no answer",
        "2026-11-20 10:12 UTC: code 0x80070005")]
    public void Tells_what_a_KMS_last_said_and_why(bool isAnswer, uint code, object severity, string what, string evidence)
    {
        var facts = Facts.Well with
        {
            LastKms = new KmsExchange(new(2026, 11, 20, 10, 12, 0, TimeSpan.Zero), isAnswer, unchecked((int)code)),
            Activation = Facts.Well.Activation.Value! with { Status = LicenceStatus.Notification },
        };

        var finding = Assert.Single(MachineDiagnosis.Of(facts), finding => finding.What == what);

        Assert.Equal(((Severity)severity, evidence), (finding.Severity, finding.Evidence));
    }

    [Fact]
    public void An_activated_Windows_that_can_reach_a_KMS_may_have_missed_one_before() => Assert.All(
        MachineDiagnosis.Of(Facts.Well with { LastKms = new KmsExchange(DateTimeOffset.UnixEpoch, false, null) }),
        finding => Assert.Equal(Severity.Info, finding.Severity));

    [Fact]
    public void Tells_when_an_edition_for_evaluation_ends_and_that_another_has_no_end()
    {
        var state = Facts.Well.Activation.Value! with { Remaining = null };
        var evaluation = state with { EvaluationEnds = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) };

        Assert.Equal("without an end", EvidenceOf(Facts.Well with { Activation = state }, "Windows is activated"));
        Assert.Equal(
            "an edition for evaluation, which ends on 2027-01-01",
            EvidenceOf(Facts.Well with { Activation = evaluation }, "Windows is activated"));
    }

    [Theory]
    [InlineData("169.254.169.123,0x9", 4, false, Severity.Info, "The time comes from Amazon Time Sync")]
    [InlineData("fd00:ec2::123,0x9", 4, false, Severity.Info, "The time comes from Amazon Time Sync")]
    [InlineData("dc1.corp.example.com", 3, true, Severity.Info, "The time comes from the domain")]
    [InlineData("ntp.example.com,0x9", 3, false, Severity.Info,
        "The time comes from a server that somebody chose, not from Amazon Time Sync")]
    [InlineData("time.windows.com,0x9", 3, false, Severity.Warning,
        "The time comes from Microsoft's server, not from Amazon Time Sync")]
    [InlineData("Local CMOS Clock", 0, false, Severity.Warning, "The clock is set by no time server")]
    [InlineData("169.254.169.123,0x9", 0, false, Severity.Warning, "The clock is set by no time server")]
    public void Tells_whose_time_the_machine_has(string source, int stratum, bool isFromDomain, object severity, string what)
    {
        var facts = Facts.Well with { Time = new TimeKeeping(new(source, stratum, "today"), isFromDomain) };

        var finding = Assert.Single(MachineDiagnosis.Of(facts), finding => finding.What == what);

        Assert.Equal(((Severity)severity, $"{source}, last set today"), (finding.Severity, finding.Evidence));
    }

    [Fact]
    public void Tells_what_keeps_an_image_from_being_made()
    {
        var facts = Facts.Well.Sysprep.Value! with { PendingRestarts = ["RebootPending"] };

        Assert.Equal(
            "Windows must restart (RebootPending): Restart it",
            EvidenceOf(Facts.Well with { Sysprep = facts }, "No image can be made of this Windows now"));
        Assert.Equal("", EvidenceOf(Facts.Well, "Nothing keeps Sysprep from making an image of this Windows"));
    }

    [Fact]
    public void Tells_whether_an_image_sets_up_a_new_instance_by_itself()
    {
        var scheduled = Facts.Well with { BootTask = BootTaskState.Enabled, Schedule = new(StartFrequency.PerInstance) };
        const string each = "Each new instance of an image of this machine is set up, one of EC2 Fast Launch too";

        Assert.Equal("scheduled per instance", EvidenceOf(scheduled, each));
        Assert.DoesNotContain(MachineDiagnosis.Of(scheduled with { BootTask = BootTaskState.Disabled }), finding => finding.What == each);
        Assert.DoesNotContain(MachineDiagnosis.Of(scheduled with { Schedule = new(StartFrequency.Once) }), finding => finding.What == each);
    }

    [Fact]
    public void A_licence_of_the_owner_needs_no_KMS()
    {
        var facts = Facts.Well with
        {
            Billing = Billing.OwnLicence, Kms = new KmsReach([]),
            Activation = Facts.Well.Activation.Value! with { KmsServer = "kms.example.com" },
        };

        Assert.All(MachineDiagnosis.Of(facts), finding => Assert.Equal(Severity.Info, finding.Severity));
    }

    [Fact]
    public void Names_other_agents_that_act_too()
    {
        var finding = Wrong(Facts.Well with { OtherAgents = new([new("EC2Launch v2", true, "sc.exe config x")], null) });

        Assert.Equal(
            ("EC2Launch v2 is installed too, and acts at each start or may", "sc.exe config x"), (finding.What, finding.Command));
    }

    [Fact]
    public void A_boot_task_is_missed_only_where_the_plan_ran()
    {
        var none = Facts.Well with { BootTask = BootTaskState.Absent };
        var neverRan = none with { Agent = new RunStatus(RunState.NeverRan, null, null, null, null, []) };

        Assert.Equal("openlaunch schedule --per-instance", Wrong(none).Command);
        Assert.All(MachineDiagnosis.Of(neverRan), finding => Assert.Equal(Severity.Info, finding.Severity));
    }

    [Fact]
    public void What_cannot_be_read_is_told_and_hides_nothing_else()
    {
        var findings = MachineDiagnosis.Of(Facts.Well with
        {
            Activation = new(null, "WMI does not answer"),
            Routes = new(null, "no route table"),
            SystemsManager = new Fact<ServiceStatus?>(null, "access denied"),
        });

        Assert.Equal(
            ["no route table", "WMI does not answer", "access denied"],
            findings.Where(finding => finding.Severity != Severity.Info).Select(finding => finding.Evidence));
        Assert.Contains(findings, finding => finding.What == "Metadata answers");
    }

    [Fact]
    public void Measures_the_clock_as_NTP_does()
    {
        var packet = new byte[48];
        var server = new DateTime(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc);
        var seconds = (uint)(server - new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalSeconds;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(32), seconds);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(40), seconds);

        // The way there and back takes 100 ms each, and our clock is 7 s ahead.
        var offset = NtpClockOffset.OffsetOf(packet, server.AddSeconds(6.9), server.AddSeconds(7.1));

        Assert.Equal(7, offset!.Value.TotalSeconds, tolerance: 0.001);
        Assert.Null(NtpClockOffset.OffsetOf(packet.AsSpan(0, 47), server, server));
        Assert.Null(NtpClockOffset.OffsetOf(new byte[48], server, server));
    }

    private static string EvidenceOf(MachineFacts facts, string what) =>
        Assert.Single(MachineDiagnosis.Of(facts), finding => finding.What == what).Evidence;

    private static Finding Wrong(MachineFacts facts) =>
        Assert.Single(MachineDiagnosis.Of(facts), finding => finding.Severity != Severity.Info);
}
