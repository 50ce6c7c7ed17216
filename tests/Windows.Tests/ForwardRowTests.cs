using System.Net;
using System.Runtime.InteropServices;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Routes.Native;

namespace OpenLaunch.Windows.Tests;

public class ForwardRowTests
{
    [Fact]
    public void A_route_of_IPv4_is_handed_over_in_network_order_with_what_Windows_demands()
    {
        var row = Fill(new(
            IPNetwork.Parse("169.254.169.254/32"), IPAddress.Parse("172.31.32.1"), 12, 15, RouteStore.Active));

        Assert.Equal((12u, 15u), (row.InterfaceIndex, row.Metric));
        Assert.Equal((32, 0), (row.DestinationPrefix.PrefixLength, row.SitePrefixLength));
        Assert.Equal("169.254.169.254", row.DestinationPrefix.Prefix.ToAddress()?.ToString());
        Assert.Equal([172, 31, 32, 1], BytesOf(row.NextHop)[4..8]);
        Assert.Equal(0u, row.NextHop.sin6_scope_id);
    }

    [Theory]
    [InlineData("fe80::1", 12u)]
    [InlineData("2600:1f18::1", 0u)]
    public void A_next_hop_that_is_link_local_names_its_interface(string gateway, uint scope)
    {
        var row = Fill(new(IPNetwork.Parse("fd00:ec2::254/128"), IPAddress.Parse(gateway), 12, 15, RouteStore.Active));

        Assert.Equal(scope, row.NextHop.sin6_scope_id);
        Assert.Equal(IPAddress.Parse(gateway), row.NextHop.ToAddress());
    }

    private static MIB_IPFORWARD_ROW2 Fill(Route route)
    {
        var row = new MIB_IPFORWARD_ROW2 { SitePrefixLength = 255 }; // as InitializeIpForwardEntry leaves it
        ForwardRow.Fill(ref row, route);
        return row;
    }

    private static byte[] BytesOf(SOCKADDR_INET address) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<SOCKADDR_INET>(in address)).ToArray();
}
