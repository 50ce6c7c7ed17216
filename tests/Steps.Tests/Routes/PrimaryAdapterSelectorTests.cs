using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Tests.Routes;

public class PrimaryAdapterSelectorTests
{
    [Theory]
    [InlineData("Hyper-V Virtual Ethernet Adapter #2", "is a Hyper-V virtual adapter")]
    [InlineData("Microsoft KM-TEST Loopback Adapter", "is a loopback adapter")]
    [InlineData("Microsoft Loopback Adapter", "is a loopback adapter")]
    [InlineData("TAP-Windows Adapter V9", "is a TAP adapter of a VPN")]
    [InlineData("tap-windows adapter v9", "is a TAP adapter of a VPN")]
    [InlineData("OpenVPN Data Channel Offload", "is an OpenVPN adapter")]
    public void Passes_over_a_virtual_adapter_with_a_lower_index(string description, string reason)
    {
        var selection = PrimaryAdapterSelector.Select([Adapters.Named(description), Adapters.Ethernet()]);

        Assert.Equal(12, selection.Primary?.InterfaceIndex);
        Assert.Equal(reason, Assert.Single(selection.Rejected).Reason);
    }

    [Fact]
    public void Knows_a_virtual_adapter_by_its_connection_name_too()
    {
        var vpn = Adapters.Ethernet(3) with { Name = "OpenVPN Wintun" };

        Assert.Equal(12, PrimaryAdapterSelector.Select([vpn, Adapters.Ethernet()]).Primary?.InterfaceIndex);
    }

    [Fact]
    public void Passes_over_adapters_that_are_down_or_no_Ethernet()
    {
        var selection = PrimaryAdapterSelector.Select(
            [Adapters.Ethernet(1) with { IsUp = false }, Adapters.Ethernet(2) with { IsEthernet = false }, Adapters.Ethernet()]);

        Assert.Equal(12, selection.Primary?.InterfaceIndex);
        Assert.Equal(["is down", "is no Ethernet adapter"], selection.Rejected.Select(rejected => rejected.Reason));
    }

    [Fact]
    public void Prefers_an_adapter_with_a_gateway_to_one_with_a_lower_index()
    {
        var selection = PrimaryAdapterSelector.Select([Adapters.Ethernet(4, gateways: []), Adapters.Ethernet()]);

        Assert.Equal(12, selection.Primary?.InterfaceIndex);
        Assert.Equal("has no default gateway", Assert.Single(selection.Rejected).Reason);
    }

    [Fact]
    public void Takes_the_lowest_index_of_several_interfaces_whatever_their_order()
    {
        var selection = PrimaryAdapterSelector.Select(
            [Adapters.Ethernet(20), Adapters.Ethernet(12), Adapters.Ethernet(16)]);

        Assert.Equal(12, selection.Primary?.InterfaceIndex);
        Assert.Equal([16, 20], selection.Rejected.Select(rejected => rejected.Adapter.InterfaceIndex));
        Assert.All(selection.Rejected, rejected => Assert.Equal("comes after interface 12", rejected.Reason));
    }

    [Fact]
    public void Chooses_none_when_none_has_a_gateway()
    {
        var selection = PrimaryAdapterSelector.Select([Adapters.Ethernet(gateways: [])]);

        Assert.Null(selection.Primary);
        Assert.Equal(
            "interface 12 'Ethernet 12' (Amazon Elastic Network Adapter) has no default gateway",
            Assert.Single(selection.Rejected).ToString());
    }

    [Theory]
    [InlineData("169.254.10.20/16")] // what Windows makes up without a DHCP lease
    [InlineData("fe80::1/64")]
    [InlineData("2001:db8::10/64")]
    public void Does_not_use_a_gateway_without_an_address_of_its_family(string address)
    {
        var selection = PrimaryAdapterSelector.Select([Adapters.Ethernet(addresses: [address])]);

        Assert.Null(selection.Primary);
        Assert.Equal("has no address of the family of its default gateway", Assert.Single(selection.Rejected).Reason);
    }

    [Fact]
    public void Takes_an_external_switch_that_took_over_the_only_gateway()
    {
        var external = Adapters.Ethernet(30) with
        {
            Name = "vEthernet (Ethernet)", Description = "Hyper-V Virtual Ethernet Adapter #2",
        };

        var selection = PrimaryAdapterSelector.Select([Adapters.Ethernet(12, gateways: []), external]);

        Assert.Equal(30, selection.Primary?.InterfaceIndex);
        Assert.Equal("has no default gateway", Assert.Single(selection.Rejected).Reason);
    }

    [Fact]
    public void Passes_over_a_switch_while_a_physical_adapter_has_a_gateway_too()
    {
        var external = Adapters.Ethernet(3) with { Name = "vEthernet (Ethernet)", Description = "Hyper-V Virtual Ethernet Adapter" };

        Assert.Equal(12, PrimaryAdapterSelector.Select([external, Adapters.Ethernet()]).Primary?.InterfaceIndex);
    }
}
