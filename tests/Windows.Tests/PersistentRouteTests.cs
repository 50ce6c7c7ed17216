using System.Net;
using CsCheck;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Windows.Tests;

public class PersistentRouteTests
{
    [Fact]
    public void Reads_the_value_that_route_p_writes() =>
        Assert.Equal(
            new Route(IPNetwork.Parse("169.254.169.254/32"), IPAddress.Parse("172.31.48.1"), null, 25, RouteStore.Persistent),
            PersistentIpv4Route.Parse("169.254.169.254,255.255.255.255,172.31.48.1,25"));

    [Fact]
    public void Reads_what_it_writes() =>
        (from bits in Gen.UInt
         from length in Gen.Int[0, 32]
         from gateway in Gen.UInt
         from metric in Gen.Int[-1, 9999]
         select (bits, length, gateway, metric)).Sample(t =>
        {
            var mask = t.length == 0 ? 0 : uint.MaxValue << (32 - t.length);
            var destination = new IPNetwork(Address(t.bits & mask), t.length);
            var route = new Route(destination, Address(t.gateway), null, t.metric, RouteStore.Persistent);
            Assert.Equal(route, PersistentIpv4Route.Parse(PersistentIpv4Route.Format(route)));
        });

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0,255.0.255.0,10.0.0.1,1")]
    [InlineData("10.0.0.0,255.0.0.0,10.0.0.1")]
    [InlineData("10.0.0.0,255.0.0.0,10.0.0.1,x")]
    [InlineData("fd00::,255.0.0.0,10.0.0.1,1")]
    public void Leaves_other_values_alone(string name) => Assert.Null(PersistentIpv4Route.Parse(name));

    [Fact]
    public void Reads_the_listing_of_netsh_whatever_its_language()
    {
        const string Listing = """

            Veröff.  Typ       Met  Präfix                    Idx  Gateway/Schnittstelle
            -------  --------  ---  ------------------------  ---  ------------------------
            Nein     Manuell    15  fd00:ec2::254/128          12  fe80::8ff:feed:1
            Nein     Manuell   256  fd00:ec2::123/128          12  Ethernet 2

            """;
        Assert.Equal(
            [
                new Route(
                    IPNetwork.Parse("fd00:ec2::254/128"), IPAddress.Parse("fe80::8ff:feed:1"), 12, 15, RouteStore.Persistent),
                new Route(IPNetwork.Parse("fd00:ec2::123/128"), IPAddress.IPv6Any, 12, 256, RouteStore.Persistent),
            ],
            PersistentIpv6Listing.Parse(Listing));
    }

    [Fact]
    public void Reads_no_route_from_other_text() =>
        Gen.String.Where(text => !text.Contains(':', StringComparison.Ordinal))
            .Sample(text => PersistentIpv6Listing.Parse(text).Count == 0);

    private static IPAddress Address(uint bits) => new((uint)IPAddress.HostToNetworkOrder((int)bits));
}
