using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.InstanceInfo;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Tests.InstanceInfo;

public class RegistryFactsTests
{
    private readonly MachineState state = new() { ComputerName = "EC2AMAZ-4F7Q2MK" };

    [Fact]
    public void A_simulated_machine_tells_its_operating_system_as_Windows_would()
    {
        state.Windows = new()
        {
            ProductName = "Windows Server 2019 Datacenter", Build = "17763.5458", InstallOption = "Server Core",
        };
        var facts = Read();
        Assert.Equal("10.0", facts.OsVersion);
        Assert.Equal("Windows Server 2019 Datacenter", facts.ProductName);
        Assert.Equal("Server Core", facts.InstallOption);
        Assert.Equal("17763", facts.CurrentBuild);
        Assert.Equal("1809", facts.ReleaseId);
        Assert.StartsWith("17763.5458.amd64fre", facts.BuildLabel, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_states_wins_over_what_is_made_up()
    {
        Set(@"SOFTWARE\Microsoft\Windows NT\CurrentVersion", ("ReleaseId", "1903"));
        Assert.Equal("1903", Read().ReleaseId);
    }

    [Fact]
    public void Finds_the_image_whatever_the_case_of_its_key()
    {
        Set(@"software\amazon\machineimage", ("AMIName", "My-Image"), ("AMIVersion", "2026.11.11"));
        var facts = Read();
        Assert.Equal(("My-Image", "2026.11.11"), (facts.AmiName, facts.AmiVersion));
    }

    [Fact]
    public void Lists_each_SQL_Server_instance_and_skips_a_half_removed_one()
    {
        const string sql = @"SOFTWARE\Microsoft\Microsoft SQL Server";
        Set($@"{sql}\Instance Names\SQL", ("MSSQLSERVER", "MSSQL15.MSSQLSERVER"), ("SECOND", "MSSQL16.SECOND"), ("GONE", "X"));
        Set($@"{sql}\MSSQL15.MSSQLSERVER\Setup", ("PatchLevel", "15.0.4223.1"), ("Edition", "Standard Edition"));
        Set($@"{sql}\MSSQL16.SECOND\Setup", ("PatchLevel", "16.0.1000.6"), ("Edition", "Web Edition"));
        Assert.Equal(["v15.0.4223.1, Standard Edition", "v16.0.1000.6, Web Edition"], Read().SqlServers);
    }

    [Fact]
    public void The_SSM_agent_is_told_by_its_service_or_else_by_its_uninstaller()
    {
        Set(
            @"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\{B1A3AC35-A431-4C8C-9D21-E2CA92047F76}",
            ("DisplayVersion", "3.0.0.0"));
        Assert.Equal("3.0.0.0", Read().SsmAgent);
        Set(@"SYSTEM\CurrentControlSet\Services\AmazonSSMAgent", ("Version", "3.1.1045.0"));
        Assert.Equal("3.1.1045.0", Read().SsmAgent);
    }

    private void Set(string key, params (string Name, string Value)[] values) =>
        state.Registry[@"HKLM\" + key] = values.ToDictionary(value => value.Name, value => value.Value);

    private RegistryFacts Read() =>
        RegistryFacts.Read(new SimulatedInstanceFacts(new SimulatedMachine(state, new ChangeScope())));
}
