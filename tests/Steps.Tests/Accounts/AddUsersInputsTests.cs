using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.Tests.Accounts;

public class AddUsersInputsTests
{
    [Fact]
    public void Are_read_from_YAML()
    {
        var inputs = Read("""
            users:
            - name: brian
              fullName: Brian Cohen
              groups: [Users, ops]
              password: StrongPassw0rd!
              enabled: false
              expiresOn: 2030-10-01
              authorizedKeys: [ssh-ed25519 AAAAbrian brian@home]
            groups:
            - name: ops
              members: [brian, Administrator]
            authorizedKeys: [ssh-ed25519 AAAAops]
            """);
        var brian = Assert.Single(inputs.Users);
        Assert.Equal(("brian", "Brian Cohen", false), (brian.Name, brian.FullName, brian.Enabled));
        Assert.Equal(new DateOnly(2030, 10, 1), brian.ExpiresOn);
        Assert.Equal("StrongPassw0rd!", brian.Password!.Reveal());
        Assert.Equal(["Users", "ops"], brian.Groups);
        Assert.Equal(["brian", "Administrator"], Assert.Single(inputs.Groups).Members);
        Assert.Equal("ssh-ed25519 AAAAops", Assert.Single(inputs.AuthorizedKeys));
        Assert.DoesNotContain("StrongPassw0rd!", $"{brian}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "1:1: the document: give at least one of users, groups and authorizedKeys")]
    [InlineData("users: [{ fullName: A }]", "1:9: users[0] lacks the key 'name'")]
    [InlineData("users: [{ name: a-name-of-twenty-one-c }]", "1:11: users[0]: name has 22 characters; Windows takes at most 20")]
    [InlineData("users: [{ name: a/b }]", "1:11: users[0]: name holds '/', which Windows does not take in a name")]
    [InlineData("users: [{ name: Mr. }]", "1:11: users[0]: name ends with a period")]
    [InlineData("users: [{ name: ' a' }]", "1:11: users[0]: name begins or ends with a blank")]
    [InlineData("users: [{ name: '' }]", "1:11: users[0]: name must not be empty")]
    [InlineData("users: [{ name: a, groups: [b, 'c\\d'] }]", @"1:20: users[0]: groups: a name holds '\', which")]
    [InlineData("users: [{ name: a, password: weak }]", "1:20: users[0]: password is too weak for Windows")]
    [InlineData("users: [{ name: a, expiresOn: tomorrow }]", "1:31: expiresOn: expected a day as in 2030-10-01, found a text")]
    [InlineData("users: [{ name: a, expiresOn: 2106-01-01 }]", "1:20: users[0]: expiresOn must be from 1971-01-01 to 2105-12-31")]
    [InlineData("users: [{ name: a, authorizedKeys: [\"a\\nb\"] }]", "1:20: users[0]: authorizedKeys: a key must be one line")]
    [InlineData("users: [{ name: a }, { name: A }]", "1:1: the document: two users have the same name")]
    [InlineData("groups: [{ name: a }, { name: A }]", "1:1: the document: two groups have the same name")]
    [InlineData("groups: [{ name: a, members: ['b|c'] }]", "1:21: groups[0]: members: a name holds '|'")]
    [InlineData("authorizedKeys: ['']", "1:1: the document: authorizedKeys: a key must be one line")]
    public void Are_refused_with_their_place_before_anything_runs(string yaml, string message)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(yaml));
        Assert.StartsWith($"plan.yml:{message}", Assert.Single(error.Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("users: [{ name: 'S3cret!|x' }]")]
    [InlineData("users: [{ name: a, groups: ['S3cret!|x'] }]")]
    [InlineData("users: [{ name: a, password: S3cret! }, { name: a, password: [S3cret!] }]")]
    [InlineData("users: [{ name: a, authorizedKeys: ['S3cret!', ''] }]")]
    [InlineData("groups: [{ name: 'S3cret!|x' }]")]
    [InlineData("groups: [{ name: a, members: ['S3cret!|x'] }]")]
    public void A_password_under_a_wrong_key_is_not_repeated(string yaml)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(yaml));
        Assert.DoesNotContain("S3cret", error.Message, StringComparison.Ordinal);
    }

    private static AddUsersInputs Read(string yaml) =>
        InputBinder.Read<AddUsersInputs>(YamlDocumentReader.Read(yaml, "plan.yml"));
}
