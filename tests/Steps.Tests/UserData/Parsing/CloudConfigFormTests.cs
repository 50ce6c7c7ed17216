using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.WriteFile;
using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Parsing;

public class CloudConfigFormTests
{
    [Fact]
    public void Reads_the_supported_modules_in_their_order()
    {
        var document = Parse("""
            #cloud-config
            write_files:
            - path: C:\a.txt
              content: a
            runcmd:
            - echo one
            - [powershell, -Command, Get-Date]
            hostname: web1
            timezone: Europe/Berlin
            ntp: { enabled: true, servers: [169.254.169.123] }
            users: [default, { name: bob }]
            groups: [ops]
            ssh_authorized_keys: [ssh-ed25519 AAAA]
            """);

        Assert.Equal(UserDataFormat.CloudConfig, document.Format);
        Assert.Empty(document.Problems);
        Assert.Equal(
            ["write_files", "runcmd", "hostname", "timezone", "ntp", "users", "groups", "ssh_authorized_keys"],
            document.Tasks.Select(task => task.Name));
        var commands = Assert.IsType<ListNode>(document.Tasks[1].Written);
        Assert.Equal("echo one", Assert.IsType<ScalarNode>(commands.Items[0]).Text);
    }

    [Theory]
    [InlineData("write_files: [{ path: a, permissions: '0644' }]", "write_files: the key 'permissions' is not supported")]
    [InlineData("users: [default, { name: a, sudo: x }]", "users: the key 'sudo' is not supported")]
    [InlineData("users: [{ name: a, group: x }]", "Did you mean 'groups'?")]
    [InlineData("ntp: { server: a }", "Did you mean 'servers'?")]
    public void Warns_of_each_key_of_a_module_that_is_not_supported(string module, string message)
    {
        var document = Parse($"#cloud-config\n{module}\n");

        Assert.Single(document.Tasks);
        Assert.Equal(["warning 2"], document.ProblemLines());
        Assert.Contains(message, document.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_of_each_module_that_is_not_supported_by_its_line()
    {
        var document = Parse("#cloud-config\npackages: [git]\nruncmd: [x]\nhostnme: web1\n");

        Assert.Equal(["runcmd"], document.Tasks.Select(task => task.Name));
        Assert.Equal(["warning 2", "warning 4"], document.ProblemLines());
        Assert.Contains("'packages' is not supported", document.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'hostname'?", document.Problems[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runcmd: echo", "error 2")]
    [InlineData("runcmd:\n- a: b", "error 3")]
    [InlineData("write_files:\n- content: x", "error 3")]
    [InlineData("hostname: [a]", "error 2")]
    [InlineData("ntp: yes", "error 2")]
    [InlineData("- runcmd", "error 2")]
    [InlineData("runcmd: [", "error 2")]
    [InlineData("runcmd: *a", "error 2")]
    [InlineData("hostname: a\nhostname: b", "error 3")]
    [InlineData("runcmd: [[]]", "error 2")]
    [InlineData("runcmd: [[a, \"b\\nc\"]]", "error 2")]
    [InlineData("hostname: a_b", "error 2")]
    [InlineData("ntp: { servers: a }", "error 2")]
    [InlineData("ntp: { servers: [\"a\\nb\"] }", "error 2")]
    [InlineData("ntp: { enabled: 7, servers: [a] }", "error 2")]
    [InlineData("write_files: [{ path: a, append: yes }]", "error 2")]
    [InlineData("write_files: [{ path: a, content: [b] }]", "error 2")]
    [InlineData("write_files: [{ path: a, encoding: rot13, content: b }]", "error 2")]
    [InlineData("write_files: [{ path: a, content: b, content: c }]", "error 2")]
    [InlineData("users: [{ name: a, passwd: [b] }]", "error 2")]
    [InlineData("users: [{ name: a, gecos: [b] }]", "error 2")]
    [InlineData("users: [{ name: a, expiredate: tomorrow }]", "error 2")]
    [InlineData("users: [{ name: a, ssh_authorized_keys: [\"b\\nc\"] }]", "error 2")]
    [InlineData("users: [a, A]", "error 2")]
    [InlineData("groups: [{ ops: ['a/b'] }]", "error 2")]
    public void Reports_what_is_wrong_by_its_line_and_leaves_it_out(string text, string at)
    {
        var document = Parse($"#cloud-config\n{text}");

        Assert.Equal([at], document.ProblemLines());
        Assert.Equal(text.StartsWith("hostname: a\n", StringComparison.Ordinal) ? 1 : 0, document.Plan.Count());
    }

    [Fact]
    public void Leaves_out_the_wrong_entry_of_a_module_and_takes_the_others()
    {
        var document = Parse("""
            #cloud-config
            write_files:
            - { path: a, encoding: b64, content: '???' }
            - { path: b, content: c }
            users:
            - { name: eve, passwd: StrongPassw0rd!, inactive: 30 }
            - { name: bob, passwd: StrongPassw0rd! }
            groups: [{ ops: ['a/b'] }, staff]
            """);

        Assert.Equal(["error 3", "error 6", "error 8"], document.ProblemLines());
        Assert.Equal("b", Assert.Single(((WriteFileInputs)document.Tasks[0].Inputs!).Files).Destination);
        Assert.Equal("bob", Assert.Single(((AddUsersInputs)document.Tasks[1].Inputs!).Users).Name);
        Assert.Equal("staff", Assert.Single(((AddUsersInputs)document.Tasks[2].Inputs!).Groups).Name);
    }

    [Fact]
    public void Warns_of_time_servers_that_are_not_named()
    {
        var document = Parse("#cloud-config\nntp: { enabled: true }\n");

        Assert.Equal(["warning 2"], document.ProblemLines());
        Assert.Empty(document.Plan);
    }

    [Theory]
    [InlineData("timezone: Asia/Tokio", "Windows has no time zone 'Asia/Tokio'. Did you mean 'Asia/Tokyo'?")]
    [InlineData("set_timezone: Tokyo Standart Time", "Did you mean 'Tokyo Standard Time'?")]
    [InlineData("timezone: JST-9", "'tzutil /l'")]
    [InlineData("timezone: Antarctica/Troll", "Windows has no time zone 'Antarctica/Troll'.")]
    public void Names_a_time_zone_that_Windows_does_not_have(string module, string message)
    {
        var document = Parse($"#cloud-config\n\n{module}\n");

        Assert.Empty(document.Tasks);
        Assert.Equal(["error 3"], document.ProblemLines());
        Assert.Contains(message, document.Problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#cloud-config")]
    [InlineData("#cloud-config\r\n\r\n# nothing yet\r\n")]
    public void Takes_a_document_without_modules(string text)
    {
        var document = Parse(text);

        Assert.Equal(UserDataFormat.CloudConfig, document.Format);
        Assert.Empty(document.Tasks);
        Assert.Empty(document.Problems);
    }
}
