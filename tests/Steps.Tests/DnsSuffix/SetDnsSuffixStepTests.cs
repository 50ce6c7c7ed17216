using OpenLaunch.Steps.DnsSuffix;
using OpenLaunch.Testing;

namespace OpenLaunch.Steps.Tests.DnsSuffix;

public class SetDnsSuffixStepTests
{
    private const string Parameters = @"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters";
    private const string Ours = "us-east-1.ec2-utilities.amazonaws.com";
    private const string Told = "let the service Dnscache read its parameters again";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Adds_what_is_missing_once_as_EC2Launch_v2_does_since_2_0_104()
    {
        await using var bench = StepBench.For<SetDnsSuffixStep>();

        (await bench.DryRunAsync("", Token)).ShouldChange($"set the DNS suffixes to {Ours}", Told);
        Assert.False(bench.Machine.Registry.ContainsKey(Parameters));
        (await bench.RunAsync("", Token)).ShouldBeDone().ShouldChange($"set the DNS suffixes to {Ours}", Told);
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
    }

    [Fact]
    public async Task Keeps_the_order_of_what_is_there_as_EC2Launch_v2_does_since_2_0_160()
    {
        await using var bench = StepBench.For<SetDnsSuffixStep>();
        bench.Machine.Registry[Parameters] = new()
        {
            ["SearchList"] = "corp.example, EC2-utilities.example", ["Domain"] = "a.b.corp.example", ["NV Domain"] = "next.example",
            ["UseDomainNameDevolution"] = "1",
        };
        bench.Machine.Registry[$@"{Parameters}\Interfaces\{{1}}"] = new() { ["DhcpDomain"] = "ec2.internal" };

        await bench.RunAsync("suffixes: [ec2-utilities.EXAMPLE, $AZ.example]", Token);

        Assert.Equal(
            "corp.example,EC2-utilities.example,a.b.corp.example,b.corp.example,next.example,ec2.internal,us-east-1a.example",
            bench.Machine.Registry[Parameters]["SearchList"]);
    }

    [Theory]
    [InlineData("1", null, "a.b.c.example,b.c.example,c.example,s")]
    [InlineData("1", "3", "a.b.c.example,b.c.example,s")]
    [InlineData("0", "2", "a.b.c.example,s")]
    [InlineData(null, null, "a.b.c.example,s")]
    public async Task Goes_up_no_further_than_Windows_may_since_2_0_1643(string? use, string? level, string list)
    {
        await using var bench = StepBench.For<SetDnsSuffixStep>();
        var values = bench.Machine.Registry[Parameters] = new() { ["Domain"] = "a.b.c.example" };
        if (use is not null)
            values["UseDomainNameDevolution"] = use;
        if (level is not null)
        {
            bench.Machine.Registry[@"HKLM\SYSTEM\CurrentControlSet\Services\Dnscache\Parameters"] =
                new() { ["DomainNameDevolutionLevel"] = level };
        }

        await bench.RunAsync("suffixes: [s]", Token);

        Assert.Equal(list, values["SearchList"]);
    }

    [Fact]
    public async Task Puts_its_own_first_where_that_is_asked_as_EC2Launch_v1_does()
    {
        await using var bench = StepBench.For<SetDnsSuffixStep>();
        bench.Machine.Registry[Parameters] = new() { ["SearchList"] = "corp.example" };

        await bench.RunAsync("position: first", Token);

        Assert.Equal($"{Ours},corp.example", bench.Machine.Registry[Parameters]["SearchList"]);
    }

    [Fact]
    public async Task Leaves_a_suffix_out_of_which_a_variable_is_not_known()
    {
        await using var bench = StepBench.For<SetDnsSuffixStep>();
        bench.Machine.Instance.MetadataEnabled = false;

        (await bench.RunAsync("", Token)).ShouldBeSkipped("$REGION.ec2-utilities.amazonaws.com is left out").ShouldChangeNothing();
        (await bench.RunAsync("suffixes: [$REGION.x, fixed.example]", Token)).ShouldBeDone();
        Assert.Equal("fixed.example", bench.Machine.Registry[Parameters]["SearchList"]);
    }

    [Fact]
    public async Task Leaves_the_list_to_a_group_policy()
    {
        await using var bench = StepBench.For<SetDnsSuffixStep>();
        bench.Machine.Registry[@"HKLM\SOFTWARE\Policies\Microsoft\Windows NT\DNSClient"] = new() { ["SearchList"] = "corp.example" };

        (await bench.RunAsync("", Token)).ShouldBeSkipped("a group policy").ShouldChangeNothing();
    }
}
