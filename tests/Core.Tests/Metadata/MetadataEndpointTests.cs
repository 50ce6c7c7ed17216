using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

public class MetadataEndpointTests
{
    [Fact]
    public void Without_a_name_it_is_the_two_link_local_addresses()
    {
        var endpoint = MetadataEndpoint.Resolve(null, _ => null);

        Assert.Equal("http://169.254.169.254/", endpoint.Address.AbsoluteUri);
        Assert.Equal("http://[fd00:ec2::254]/", endpoint.Fallback!.AbsoluteUri);
        Assert.False(endpoint.IsDisabled);
    }

    [Fact]
    public void The_command_line_wins_over_the_environment()
    {
        var endpoint = MetadataEndpoint.Resolve("http://127.0.0.1:1", Environment("http://127.0.0.1:2"));

        Assert.Equal(new Uri("http://127.0.0.1:1/"), endpoint.Address);
        Assert.Null(endpoint.Fallback);
    }

    [Fact]
    public void The_environment_wins_over_the_default()
    {
        var endpoint = MetadataEndpoint.Resolve(null, Environment("http://127.0.0.1:2/prefix"));

        Assert.Equal(new Uri("http://127.0.0.1:2/prefix/"), endpoint.Address);
        Assert.Null(endpoint.Fallback);
    }

    [Fact]
    public void An_empty_variable_names_nothing() =>
        Assert.Equal(MetadataEndpoint.Default, MetadataEndpoint.Resolve(null, Environment("")));

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("false", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_environment_can_turn_metadata_off(string? value, bool disabled)
    {
        string? Read(string name) => name == "AWS_EC2_METADATA_DISABLED" ? value : null;

        Assert.Equal(disabled, MetadataEndpoint.Resolve(null, Read).IsDisabled);
        Assert.Equal(disabled, MetadataEndpoint.Resolve("http://127.0.0.1:1", Read).IsDisabled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("169.254.169.254")]
    [InlineData("localhost:1338")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://")]
    [InlineData("http://127.0.0.1/?x=1")]
    [InlineData("http://127.0.0.1/#x")]
    public void What_is_no_plain_address_is_refused_by_the_name_of_who_gave_it(string text)
    {
        var error = Assert.Throws<FormatException>(() => MetadataEndpoint.Resolve(text, _ => null));

        Assert.StartsWith("--imds: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("http://169.254.169.254", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_variable_is_named()
    {
        var error = Assert.Throws<FormatException>(() => MetadataEndpoint.Resolve(null, Environment("nonsense")));

        Assert.StartsWith("AWS_EC2_METADATA_SERVICE_ENDPOINT: 'nonsense'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_in_an_address_is_refused_and_not_repeated()
    {
        var error = Assert.Throws<FormatException>(() => MetadataEndpoint.Resolve("http://me:secret@127.0.0.1", _ => null));

        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    private static Func<string, string?> Environment(string endpoint) =>
        name => name == "AWS_EC2_METADATA_SERVICE_ENDPOINT" ? endpoint : null;
}
