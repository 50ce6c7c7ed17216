using System.Net;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

public sealed class InstanceMetadataTests : IAsyncDisposable
{
    private readonly LoopbackMetadataServer server = LoopbackMetadataServer.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_each_usual_value_by_its_name()
    {
        server.With("meta-data/instance-type", "m7i.large").With("meta-data/ami-id", "ami-1")
            .With("meta-data/placement/region", "eu-central-1\n").With("meta-data/placement/availability-zone", "eu-central-1a")
            .With("meta-data/local-ipv4", "172.31.40.5").With("meta-data/public-ipv4", "192.0.2.7").With("meta-data/ipv6", "2001:db8::5");
        using var client = server.PatientClient();

        Assert.Equal("i-0123456789abcdef0", await client.GetInstanceIdAsync(Token));
        Assert.Equal("m7i.large", await client.GetInstanceTypeAsync(Token));
        Assert.Equal("ami-1", await client.GetImageIdAsync(Token));
        Assert.Equal("eu-central-1", await client.GetRegionAsync(Token));
        Assert.Equal("eu-central-1a", await client.GetAvailabilityZoneAsync(Token));
        Assert.Equal(IPAddress.Parse("172.31.40.5"), await client.GetPrivateAddressAsync(Token));
        Assert.Equal(IPAddress.Parse("192.0.2.7"), await client.GetPublicAddressAsync(Token));
        Assert.Equal(IPAddress.Parse("2001:db8::5"), await client.GetIpv6AddressAsync(Token));
    }

    [Fact]
    public async Task Reads_the_tags_of_the_listing_and_none_where_they_are_not_allowed()
    {
        using var before = server.PatientClient();
        Assert.Empty(await before.GetTagsAsync(Token));
        Assert.Null(await before.GetTagAsync("Name", Token));

        server.With("meta-data/tags/instance", "Name\nrole:part\ngone").With("meta-data/tags/instance/Name", "web 1")
            .With("meta-data/tags/instance/role:part", "");
        using var client = server.PatientClient();

        Assert.Equal("web 1", await client.GetTagAsync("Name", Token));
        Assert.Equal(
            new Dictionary<string, string> { ["Name"] = "web 1", ["role:part"] = "" }, await client.GetTagsAsync(Token));
    }

    [Fact]
    public async Task An_absent_address_is_null_and_garbage_is_a_failure_that_names_the_path()
    {
        server.With("meta-data/local-ipv4", "<none>");
        using var client = server.PatientClient();

        Assert.Null(await client.GetPublicAddressAsync(Token));
        var error = await Assert.ThrowsAsync<MetadataFailedException>(() => client.GetPrivateAddressAsync(Token));
        Assert.Contains("meta-data/local-ipv4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_no_key_does_not_leave_the_tags()
    {
        using var client = server.PatientClient();

        await Assert.ThrowsAsync<ArgumentException>(() => client.GetTagAsync("../../instance-id", Token));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
