using OpenLaunch.Steps.HostName;

namespace OpenLaunch.Steps.Tests.HostName;

public class HostNameRulesTests
{
    [Theory]
    [InlineData("IP-0A00B102")]
    [InlineData("a")]
    [InlineData("1a")]
    [InlineData("FIFTEEN-CHARS-1")]
    public void Accepts_names_that_Windows_accepts(string name) => Assert.Null(HostNameRules.Violation(name));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("sixteen-chars-16", "has 16 characters; at most 15 are allowed")]
    [InlineData("web_01", "holds '_'; only a-z, A-Z, 0-9 and hyphens are allowed")]
    [InlineData("web.corp", "holds '.'; only a-z, A-Z, 0-9 and hyphens are allowed")]
    [InlineData("büro", "holds 'ü'; only a-z, A-Z, 0-9 and hyphens are allowed")]
    [InlineData("web 1", "holds ' '; only a-z, A-Z, 0-9 and hyphens are allowed")]
    [InlineData("web\0", "holds a control character; only a-z, A-Z, 0-9 and hyphens are allowed")]
    [InlineData("-web", "begins or ends with a hyphen, which is not allowed")]
    [InlineData("web-", "begins or ends with a hyphen, which is not allowed")]
    [InlineData("12345", "consists of digits only, which is not allowed")]
    public void Names_the_rule_that_a_name_breaks(string name, string violation) =>
        Assert.Equal(violation, HostNameRules.Violation(name));
}
