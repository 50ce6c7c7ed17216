using System.Collections.Concurrent;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.Wallpaper;

namespace OpenLaunch.Steps.Tests.Wallpaper;

public class WallpaperTextTests
{
    private readonly ConcurrentQueue<string> told = [];

    [Fact]
    public async Task What_the_instance_does_not_have_is_left_out_as_EC2Launch_v2_does_since_2_0_1121()
    {
        var metadata = new TestMetadata
        {
            Values =
            {
                ["meta-data/instance-id"] = "i-1", ["meta-data/local-ipv4"] = "10.0.0.4", ["meta-data/instance-type"] = "m8i.large",
                ["meta-data/placement/availability-zone"] = "eu-central-1a",
            },
        };

        var rows = await ReadAsync(new(null, WallpaperAttributes.All, []), metadata);

        Assert.Equal(
            ["Host name", "Instance ID", "Private IPv4 address", "Instance size", "Availability Zone", "Architecture"],
            rows.Select(row => row.Label));
        Assert.DoesNotContain(rows, row => row.Value.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_of_IPv6_stands_there_as_in_EC2Launch_v2_since_2_3_108() =>
        Assert.Equal(
            [new("IPv6 address", "2001:db8::1")],
            await ReadAsync(new(null, ["ipv6Address"], []), new TestMetadata { Values = { ["meta-data/ipv6"] = "2001:db8::1" } }));

    [Fact]
    public async Task Without_metadata_the_machine_itself_still_has_a_name_as_in_EC2Launch_v2_since_2_0_1082()
    {
        using var metadata = TestMetadata.Disabled();

        var rows = await ReadAsync(new(null, WallpaperAttributes.All, ["Name"]), metadata);

        Assert.Equal(["Host name", "Architecture"], rows.Select(row => row.Label));
        Assert.Contains("meta-data/local-ipv4", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_tags_or_those_that_were_named_stand_there_as_in_EC2Launch_v2_since_2_0_1173()
    {
        var metadata = new TestMetadata
        {
            Values =
            {
                ["meta-data/tags/instance"] = "Name\nRole", ["meta-data/tags/instance/Name"] = "web-1",
                ["meta-data/tags/instance/Role"] = "フロント",
            },
        };

        Assert.Equal([new("Name", "web-1"), new("Role", "フロント")], await ReadAsync(new(null, [], ["AllTags"]), metadata));
        Assert.Equal([new("Role", "フロント")], await ReadAsync(new(null, [], ["Role", "absent", "50%"]), metadata));
    }

    [Fact]
    public async Task A_tag_of_AWS_itself_whose_key_has_colons_stands_there_too()
    {
        const string Key = "aws:autoscaling:groupName";
        var metadata = new TestMetadata
        {
            Values = { ["meta-data/tags/instance"] = Key, [$"meta-data/tags/instance/{Key}"] = "web" },
        };

        Assert.Equal([new(Key, "web")], await ReadAsync(new(null, [], ["AllTags"]), metadata));
    }

    [Fact]
    public async Task A_tag_has_any_name_that_metadata_holds_and_of_one_that_it_cannot_hold_it_is_told()
    {
        var metadata = new TestMetadata { Values = { ["meta-data/tags/instance/cost:center"] = "4711" } };
        Assert.Equal([new("cost:center", "4711")], await ReadAsync(new(null, [], ["cost:center"]), metadata));

        using var real = new MetadataClient(new() { Endpoint = MetadataEndpoint.Resolve("http://127.0.0.1:9", _ => null) }, TimeProvider.System);
        Assert.Empty(await ReadAsync(new(null, [], ["本番"]), real));
        Assert.Equal(["No meta-data/tags/instance/本番: instance metadata holds no tag of such a name."], told);
    }

    private Task<IReadOnlyList<WallpaperRow>> ReadAsync(WallpaperSettings settings, IMetadataClient metadata) =>
        WallpaperAttributes.ReadAsync(settings, "EC2AMAZ-1", metadata, told.Enqueue, TestContext.Current.CancellationToken);
}
