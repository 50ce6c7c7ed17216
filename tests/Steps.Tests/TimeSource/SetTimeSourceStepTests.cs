using OpenLaunch.Steps.TimeSource;
using OpenLaunch.Testing;

namespace OpenLaunch.Steps.Tests.TimeSource;

public class SetTimeSourceStepTests
{
    private const string Parameters = @"HKLM\SYSTEM\CurrentControlSet\Services\W32Time\Parameters";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_time_comes_from_Amazon_Time_Sync_every_900_seconds()
    {
        await using var bench = StepBench.For<SetTimeSourceStep>();
        bench.Machine.Registry[Parameters] = new() { ["NtpServer"] = "time.windows.com,0x8", ["Type"] = "NTP" };

        (await bench.RunAsync("", Token)).ShouldBeDone().ShouldChange(
            "set the time source to 169.254.169.123,0x9 (was time.windows.com,0x8)", "set the seconds between two polls to 900",
            "let the service W32Time read its parameters again");
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
    }

    [Fact]
    public async Task A_machine_without_IPv4_asks_the_address_of_IPv6()
    {
        await using var bench = StepBench.For<SetTimeSourceStep>();
        foreach (var adapter in bench.Machine.Adapters)
            (adapter.Ipv4, adapter.Ipv6) = ([], ["2001:db8::10/64"]);

        await bench.RunAsync("", Token);

        Assert.Equal("fd00:ec2::123,0x9", bench.Machine.Registry[Parameters]["NtpServer"]);
    }

    [Fact]
    public async Task A_member_of_a_domain_keeps_the_time_of_its_domain()
    {
        await using var bench = StepBench.For<SetTimeSourceStep>();
        bench.Machine.Registry[Parameters] = new() { ["Type"] = "NT5DS" };

        (await bench.RunAsync("", Token)).ShouldBeSkipped("the computer takes its time from its domain").ShouldChangeNothing();
    }
}
