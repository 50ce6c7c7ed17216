using OpenLaunch.Core.Console;
using OpenLaunch.Steps.InstanceInfo;

namespace OpenLaunch.Steps.Tests.InstanceInfo;

public class InstanceInfoLinesTests
{
    private static readonly InstalledDriver Ena =
        new("Amazon Elastic Network Adapter", "NET", "Amazon Inc.", "2.4.0.0", "oem3.inf");

    private static readonly InstanceFacts Full = new()
    {
        Registry = new()
        {
            AmiVersion = "2022.05.25",
            AmiName = "Windows_Server-2019-English-Full-Base",
            OsVersion = "10.0",
            ProductName = "Windows Server 2019 Datacenter",
            InstallOption = "Full",
            BuildLabel = "17763.1.amd64fre.rs5_release.180914-1434",
            CurrentBuild = "17763",
            ReleaseId = "1809",
            SqlServers = ["v15.0.4223.1, Standard Edition"],
            NitroEnclaves = "1.2.0",
            PvDriver = "8.4.2",
            SsmAgent = "3.1.1045.0",
        },
        Metadata = new()
        {
            AmiId = "ami-0123456789abcdef0",
            InstanceId = "i-0123456789abcdef0",
            InstanceType = "t3.medium",
            SqlServerBilling = ["Standard", "Web"],
        },
        Language = "en-US",
        TimeZone = "Coordinated Universal Time",
        Offset = TimeSpan.Zero,
        Drivers = [new("AWS NVMe Elastic Block Storage Adapter", "SCSIADAPTER", "Amazon Inc.", "1.4.0.13", "oem5.inf"), Ena],
        AgentVersion = "0.1.0",
        VssVersion = "2.0.1",
        ComputerName = "EC2AMAZ-LV2CU1E",
        Thumbprint = "FF45",
    };

    [Fact]
    public void All_lines_come_in_the_order_and_form_of_the_console_that_people_know() => Assert.Equal(
        [
            "AMI Origin Version: 2022.05.25",
            "AMI Origin Name: Windows_Server-2019-English-Full-Base",
            "OS: Microsoft Windows NT 10.0",
            "OsProductName: Windows Server 2019 Datacenter",
            "OsInstallOption: Full",
            "OsVersion: 10.0",
            "OsBuildLabEx: 17763.1.amd64fre.rs5_release.180914-1434",
            "OsCurrentBuild: 17763",
            "OsReleaseId: 1809",
            "Language: en-US",
            "TimeZone: Coordinated Universal Time",
            "Offset: UTC 00:00:00",
            "AMI-ID: ami-0123456789abcdef0",
            "Instance-ID: i-0123456789abcdef0",
            "Instance Type: t3.medium",
            "SqlServerBilling: Standard, Web",
            "SqlServerInstall: v15.0.4223.1, Standard Edition",
            "Driver: AWS NVMe Driver v1.4.0.13 ",
            "Driver: AWS Nitro Enclaves Package v1.2.0 ",
            "Driver: AWS PV Driver Package v8.4.2 ",
            "Driver: Amazon Elastic Network Adapter v2.4.0.0 ",
            "Launch: OpenLaunch v0.1.0",
            "AWS VSS Version: 2.0.1",
            "SSM: Amazon SSM Agent v3.1.1045.0",
            "RDPCERTIFICATE-SUBJECTNAME: EC2AMAZ-LV2CU1E",
            "RDPCERTIFICATE-THUMBPRINT: FF45",
        ],
        InstanceInfoLines.Compose(Full));

    [Fact]
    public void In_the_style_of_EC2Launch_v2_they_come_in_its_order_and_form() => Assert.Equal(
        [
            "AMI Origin Version: 2022.05.25",
            "AMI Origin Name: Windows_Server-2019-English-Full-Base",
            "OS: Microsoft Windows NT 10.0.17763",
            "OsVersion: 10.0",
            "OsProductName: Windows Server 2019 Datacenter",
            "OsBuildLabEx: 17763.1.amd64fre.rs5_release.180914-1434",
            "OsCurrentBuild: 17763",
            "OsReleaseId: 1809",
            "Language: en-US",
            "TimeZone: UTC",
            "Offset: UTC +0000",
            "Launch: OpenLaunch v0.1.0",
            "AMI-ID: ami-0123456789abcdef0",
            "Instance-ID: i-0123456789abcdef0",
            "Instance Type: t3.medium",
            "SqlServerBilling: Standard, Web",
            "SqlServerInstall: v15.0.4223.1, Standard Edition",
            "Driver: AWS NVMe Driver v1.4.0.13",
            "Driver: AWS Nitro Enclaves Package v1.2.0",
            "Driver: AWS PV Driver Package v8.4.2",
            "Driver: Amazon Elastic Network Adapter v2.4.0.0",
            "AWS VSS Version: 2.0.1",
            "HOSTNAME: EC2AMAZ-LV2CU1E",
            "RDPCERTIFICATE-SUBJECTNAME: EC2AMAZ-LV2CU1E",
            "RDPCERTIFICATE-THUMBPRINT: FF45",
            "SSM: Amazon SSM Agent v3.1.1045.0",
        ],
        InstanceInfoLines.Compose(Full with { TimeZone = "UTC" }, ConsoleStyle.V2));

    [Theory]
    [InlineData(-5, 0, "Offset: UTC -0500")]
    [InlineData(5, 30, "Offset: UTC +0530")]
    public void The_offset_of_EC2Launch_v2_has_four_digits(int hours, int minutes, string line) => Assert.Contains(
        line, InstanceInfoLines.Compose(Full with { Offset = new TimeSpan(hours, minutes, 0) }, ConsoleStyle.V2));

    [Fact]
    public void The_EC2_Windows_Utility_Device_has_its_line_as_since_v1_1_4_183_and_v2_2_5_0() => Assert.Equal(
        ["Driver: Amazon Elastic Network Adapter v2.4.0.0 ", "Driver: EC2 Windows Utility Device v3.1.0.25 "],
        Drivers(Ena, new("EC2 Windows Utility Device", "SYSTEM", "Amazon Web Services, Inc.", "3.1.0.25", "oem9.inf")));

    [Fact]
    public void What_is_not_known_costs_its_own_line_and_no_other() => Assert.Equal(
        [
            "Unable to load AMI information",
            "Language: en-US",
            "TimeZone: Coordinated Universal Time",
            "Offset: UTC 00:00:00",
            "Unable to load AMI ID",
            "Unable to load Instance ID",
            "Launch: OpenLaunch v0.1.0",
            "RDPCERTIFICATE-SUBJECTNAME: EC2AMAZ-LV2CU1E",
        ],
        InstanceInfoLines.Compose(
            Full with { Registry = new(), Metadata = new(), Drivers = [], VssVersion = null, Thumbprint = null }));

    [Theory]
    [InlineData(-5, 0, "Offset: UTC -05:00:00")]
    [InlineData(5, 30, "Offset: UTC 05:30:00")]
    public void The_offset_is_a_time_span_with_a_sign_only_when_negative(int hours, int minutes, string line) =>
        Assert.Contains(line, InstanceInfoLines.Compose(Full with { Offset = new TimeSpan(hours, minutes, 0) }));

    [Fact]
    public void The_inbox_NVMe_driver_is_told_by_its_INF_file() => Assert.Equal(
        ["Driver: Inbox NVMe Driver v10.0.20348.1 "],
        Drivers(new InstalledDriver("Standard NVMe Controller", "SCSIADAPTER", "Microsoft", "10.0.20348.1", "StorNVMe.inf")));

    [Fact]
    public void A_driver_of_several_devices_has_one_line() =>
        Assert.Equal(["Driver: Amazon Elastic Network Adapter v2.4.0.0 "], Drivers(Ena, Ena));

    [Fact]
    public void Network_adapters_of_other_makers_have_no_line() => Assert.Empty(Drivers(
        new("Hyper-V Virtual Ethernet Adapter", "NET", "Microsoft", "10.0.1.1", "wvmbusvideo.inf"),
        new("AWS PV Network Device", "NET", "Amazon Inc.", "8.4.2.0", "oem1.inf"),
        new("Intel(R) RAID", "SCSIADAPTER", "Intel Corporation", "1.0.0.0", "oem2.inf")));

    [Fact]
    public void Intel_and_Citrix_network_adapters_have_theirs() => Assert.Equal(
        ["Driver: Intel(R) 82599 Virtual Function v1.0.16.1 ", "Driver: Citrix PV Ethernet Adapter v5.9.0.0 "],
        Drivers(
            new("Intel(R) 82599 Virtual Function", "NET", "Intel Corporation", "1.0.16.1", "oem1.inf"),
            new("Citrix PV Ethernet Adapter", "NET", "Citrix Systems, Inc.", "5.9.0.0", "oem2.inf")));

    [Fact]
    public void Without_a_registry_value_the_storage_driver_tells_the_PV_version() => Assert.Equal(
        ["Driver: AWS PV Driver Package v7.4.6.0 "],
        Drivers(new InstalledDriver("AWS PV Storage Host Adapter", "SCSIADAPTER", "Amazon Inc.", "7.4.6.0", "oem4.inf")));

    private static IEnumerable<string> Drivers(params InstalledDriver[] drivers) =>
        InstanceInfoLines.Compose(Full with { Registry = new(), Drivers = drivers })
            .Where(line => line.StartsWith("Driver: ", StringComparison.Ordinal));
}
