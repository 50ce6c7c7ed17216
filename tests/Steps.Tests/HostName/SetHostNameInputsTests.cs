using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.HostName;

namespace OpenLaunch.Steps.Tests.HostName;

public class SetHostNameInputsTests
{
    [Theory]
    [InlineData("{ format: v1 }", HostNameFormat.V1)]
    [InlineData("{ format: v2, reboot: false }", HostNameFormat.V2)]
    [InlineData("{ format: nameTag }", HostNameFormat.NameTag)]
    [InlineData("{ hostName: web01 }", null)]
    [InlineData("{ hostName: 'w-{instanceId|8}' }", null)]
    [InlineData("{ hostName: '{tag:Role}-{ipHex}' }", null)]
    public void Are_read_from_YAML(string yaml, HostNameFormat? format) => Assert.Equal(format, Read(yaml).Format);

    [Theory]
    [InlineData("hostName: sixteen-chars-16", "1:1: the document: no computer can have this name: it has 16 ")]
    [InlineData("hostName: '123'", "1:1: the document: no computer can have this name: it consists of digits only")]
    [InlineData("hostName: 'web_{tag:Name}'", "1:1: the document: no computer can have this name: it holds '_'")]
    [InlineData("hostName: 'webserver-{ipHex}'", "1:1: the document: no computer can have this name: it has 18 ")]
    [InlineData("hostName: '{name}'", "1:1: the document: '{name}' is no placeholder; there are ")]
    [InlineData("reboot: false\nhostName: a\nformat: v1", "3:1: the document: give either hostName or format, not both")]
    public void Are_refused_with_their_place_before_anything_runs(string yaml, string message)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(yaml));

        Assert.StartsWith($"plan.yml:{message}", Assert.Single(error.Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hostName: 'S3cret-S3cret-S3cret'")]
    [InlineData("hostName: 'S3cret!'")]
    [InlineData("hostName: 'S3cret{'")]
    [InlineData("hostName: 'S3cret'\nformat: v1")]
    public void A_password_under_the_wrong_key_is_not_repeated(string yaml) => Assert.DoesNotContain(
        "S3cret", Assert.Throws<ConfigurationException>(() => Read(yaml)).Message, StringComparison.Ordinal);

    private static SetHostNameInputs Read(string yaml) =>
        InputBinder.Read<SetHostNameInputs>(YamlDocumentReader.Read(yaml, "plan.yml"));
}
