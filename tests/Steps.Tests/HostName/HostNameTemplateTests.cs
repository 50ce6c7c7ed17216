using OpenLaunch.Steps.HostName;

namespace OpenLaunch.Steps.Tests.HostName;

public class HostNameTemplateTests
{
    [Theory]
    [InlineData("10.0.177.2", "0a00b102")]
    [InlineData("172.31.244.230", "ac1ff4e6")]
    [InlineData("1.2.3.4", "01020304")]
    [InlineData("255.255.255.255", "ffffffff")]
    public void Writes_an_address_as_eight_hex_digits(string address, string hex) =>
        Assert.Equal(hex, HostNameTemplate.IpHex(address));

    [Theory]
    [InlineData("")]
    [InlineData("2001:db8::1")]
    [InlineData("host")]
    public void Refuses_what_is_no_IPv4_address(string text) =>
        Assert.Throws<FormatException>(() => HostNameTemplate.IpHex(text));

    [Theory]
    [InlineData("web01", "web01")]
    [InlineData("{tag:Name}", "<tag:Name>")]
    [InlineData("w-{instanceId|4}-{ipHex}", "w-eId>-<ipHex>")]
    [InlineData("{availabilityZone|99}", "<availabilityZone>")]
    public void Puts_values_in_the_place_of_placeholders(string template, string name) =>
        Assert.Equal(name, HostNameTemplate.Parse(template).Compose(placeholder => $"<{placeholder}>"));

    [Theory]
    [InlineData("web{", "the name has a brace without its partner; ")]
    [InlineData("web}", "the name has a brace without its partner; ")]
    [InlineData("{ip}", "'{ip}' is no placeholder; ")]
    [InlineData("{tag:}", "'{tag:}' is no placeholder; ")]
    [InlineData("{}", "'{}' is no placeholder; ")]
    [InlineData("{instanceId|0}", "'{instanceId|0}': after the bar ")]
    [InlineData("{instanceId|x}", "'{instanceId|x}': after the bar ")]
    public void Says_what_is_wrong_with_a_template(string template, string message) =>
        Assert.StartsWith(
            message, Assert.Throws<FormatException>(() => HostNameTemplate.Parse(template)).Message, StringComparison.Ordinal);

    [Fact]
    public void Names_each_placeholder_once() =>
        Assert.Equal(["ipHex", "tag:a"], HostNameTemplate.Parse("{ipHex}{tag:a}{ipHex}").Placeholders);
}
