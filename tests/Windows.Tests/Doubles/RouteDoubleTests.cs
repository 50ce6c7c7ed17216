using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>The published build alters routes, and is told of changes, through a double of iphlpapi.dll.</summary>
[Collection(WineMachine.Collection)]
public class RouteDoubleTests(WineMachine machine)
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const string Old = "10.0.16.1";

    private const string Router = "172.31.32.1";

    private const string OnDisk = @"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\PersistentRoutes";

    private static readonly string[] Ipv4Services =
    [
        "169.254.169.254", "169.254.169.250", "169.254.169.251", "169.254.169.249", "169.254.169.123", "169.254.169.253",
    ];

    private static readonly string[] Ipv6Services =
        ["fd00:ec2:0:0:0:0:0:254", "fd00:ec2:0:0:0:0:0:250", "fd00:ec2:0:0:0:0:0:123", "fd00:ec2:0:0:0:0:0:253"];

    [Fact]
    public async Task Routes_of_another_subnet_give_way_to_those_of_this_one()
    {
        var iphlpapi = await WindowsDouble.PutAsync(machine, "iphlpapi");
        iphlpapi.Tell("IPv6");
        await new OtherProgram(machine, iphlpapi).AddAsync("169.254.169.254", Old);
        await machine.SetRegistryAsync(OnDisk, $"169.254.169.250,255.255.255.255,{Old},25", "");
        await iphlpapi.TakeCallsAsync();
        await using var boot = new WineBoot(machine, "  - step: addRoutes\n") { Doubles = iphlpapi };
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());

        // The zone of a link-local next hop is the adapter; all else is as InitializeIpForwardEntry leaves it.
        var ipv4 = Ipv4Services.Select(service => Created($"{service}/32", Router));
        var ipv6 = Ipv6Services.Select(service => Created($"{service}/128", $"fe80:0:0:0:0:0:0:1%{TestNetwork.Adapter}", 35));
        var calls = await iphlpapi.TakeCallsAsync();
        Assert.StartsWith($"DeleteIpForwardEntry2 169.254.169.254/32 {Old} if={TestNetwork.Adapter} ", calls[0], Ordinal);
        Assert.EndsWith(" -> 0", calls[0], Ordinal);
        Assert.Equal(ipv4.Concat(ipv6), calls.Skip(1));
        Assert.Null(await machine.RegistryAsync(OnDisk, $"169.254.169.250,255.255.255.255,{Old},25"));

        var again = await boot.RunAsync("--force");
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Empty(again.ChangesOf("addRoutes"));
        Assert.Empty(await iphlpapi.TakeCallsAsync());
    }

    [Fact]
    public async Task Routes_that_are_kept_on_disk_go_to_the_registry_and_those_of_IPv6_to_netsh()
    {
        var iphlpapi = await WindowsDouble.PutAsync(machine, "iphlpapi");
        await iphlpapi.PutToolAsync("netsh.exe");
        iphlpapi.Tell("IPv6");
        await using var boot = new WineBoot(machine, "  - step: addRoutes\n    inputs: { persistent: true }\n") { Doubles = iphlpapi };
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        string[] services = ["fd00:ec2::254", "fd00:ec2::250", "fd00:ec2::123", "fd00:ec2::253"];
        var place = $"interface={TestNetwork.Adapter} nexthop=fe80::1";
        Assert.Equal(
            services.Select(service => $"netsh.exe interface ipv6 add route prefix={service}/128 {place} metric=35 store=persistent"),
            (await iphlpapi.TakeCallsAsync()).Where(call => call.StartsWith("netsh", Ordinal)));
        foreach (var service in Ipv4Services)
            Assert.NotNull(await machine.RegistryAsync(OnDisk, $"{service},255.255.255.255,{Router},25"));

        // What netsh lists, with a route of another subnet: that one goes, the rest stays.
        iphlpapi.Tell(
            "netsh.exe output",
            "\r\nPublish  Type      Met  Prefix                    Idx  Gateway/Interface Name\r\n"
            + "-------  --------  ---  ------------------------  ---  ------------------------\r\n"
            + string.Concat(services.Append("fd00:ec2::254").Select((service, at) =>
                $"No       Manual    35   {service}/128           {TestNetwork.Adapter}  {(at < 4 ? "fe80::1" : "fe80::2")}\r\n")));
        var again = await boot.RunAsync("--force");
        Assert.Single(again.ChangesOf("addRoutes"), change => change.StartsWith("remove the persistent route fd00:ec2::254", Ordinal));
        Assert.Equal(
            [
                "netsh.exe interface ipv6 show route store=persistent",
                $"netsh.exe interface ipv6 delete route prefix=fd00:ec2::254/128 interface={TestNetwork.Adapter} nexthop=fe80::2 "
                    + "store=persistent",
            ],
            (await iphlpapi.TakeCallsAsync()).Where(call => call.StartsWith("netsh", Ordinal)));
        await machine.RunAsync("reg", "delete", OnDisk, "/f");
    }

    [Fact]
    public async Task What_another_program_did_between_the_look_and_the_act_is_no_failure()
    {
        var iphlpapi = await WindowsDouble.PutAsync(machine, "iphlpapi");
        await new OtherProgram(machine, iphlpapi).AddAsync("169.254.169.254", Old);
        await iphlpapi.TakeCallsAsync();
        iphlpapi.Tell("another program is first");
        await using var boot = new WineBoot(machine, "  - step: addRoutes\n") { Doubles = iphlpapi };
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        var calls = await iphlpapi.TakeCallsAsync();
        Assert.Equal([" -> 1168", .. Ipv4Services.Select(_ => " -> 5010")], calls.Select(call => call[call.LastIndexOf(" -> ", Ordinal)..]));
    }

    [Fact]
    public async Task A_route_that_Windows_refuses_fails_the_step_with_what_to_do()
    {
        var iphlpapi = await WindowsDouble.PutAsync(machine, "iphlpapi");
        iphlpapi.Tell("access is denied");
        await using var boot = new WineBoot(machine, "  - step: addRoutes\n") { Doubles = iphlpapi };
        var run = await boot.RunAsync();
        Assert.Equal("failed", run.OutcomeOf("addRoutes"));
        Assert.Contains("Win32 error 5 ", run.ReasonOf("addRoutes"), Ordinal);
        Assert.Contains("Run as an administrator or LocalSystem", run.ReasonOf("addRoutes"), Ordinal);
        Assert.Equal(6, (await iphlpapi.TakeCallsAsync()).Count);
    }

    [Fact]
    public async Task A_watch_is_woken_by_the_change_that_takes_a_route_away_and_puts_it_back()
    {
        var iphlpapi = await WindowsDouble.PutAsync(machine, "iphlpapi");
        await using var boot = new WineBoot(machine, "  - step: addRoutes\n") { Doubles = iphlpapi };
        Assert.Equal(0, (await boot.RunAsync()).ExitCode);
        await iphlpapi.TakeCallsAsync();
        using var watch = machine.StartWith(
            iphlpapi, [await machine.ProgramAsync(iphlpapi), "watch", .. boot.Arguments, "--console", "none"]);
        await iphlpapi.UntilCalledAsync("NotifyRouteChange2");

        await new OtherProgram(machine, iphlpapi).RemoveAsync("169.254.169.250", Router);
        await iphlpapi.UntilCalledAsync(Created("169.254.169.250/32", Router));

        var calls = (await iphlpapi.TakeCallsAsync()).ToList();
        Assert.Equal(
            [
                "NotifyIpInterfaceChange family=0 initial=0 -> 0", "NotifyUnicastIpAddressChange family=0 initial=0 -> 0",
                "NotifyRouteChange2 family=0 initial=0 -> 0",
            ],
            calls.Take(3));
        var (told, mended) = (calls.IndexOf("a change is told"), calls.IndexOf(Created("169.254.169.250/32", Router)));
        Assert.True(told > 0 && told < mended, string.Join('\n', calls));
        // One look at the network is under way at a time; those before it have ended.
        var registered = calls.Take(mended).Count(call => call.StartsWith("Notify", Ordinal));
        var cancelled = calls.Take(mended).Count(call => call == "CancelMibChangeNotify2 -> 0");
        Assert.InRange(cancelled, registered - 3, registered);
        watch.Kill();
    }

    /// <summary>No comparison of declarations sees the bytes of an address, or what a caller leaves unset. The double does.</summary>
    [Theory]
    [InlineData("swapped families", 87)]
    [InlineData("no interface", 87)]
    [InlineData("prefix length of 33", 87)]
    [InlineData("initial site prefix length", 87)]
    [InlineData("an interface that is not there", 1168)]
    public async Task Rows_that_Microsofts_pages_forbid_are_refused(string fault, int error)
    {
        var iphlpapi = await WindowsDouble.PutAsync(machine, "iphlpapi");
        Assert.Equal(error, await new OtherProgram(machine, iphlpapi).AddWronglyAsync(fault));
    }

    private static string Created(string destination, string hop, int metric = 25) =>
        $"CreateIpForwardEntry2 {destination} {hop} if={TestNetwork.Adapter} site=0 metric={metric} protocol=3 "
        + "valid=0xffffffff preferred=0xffffffff loopback=1 auto=1 publish=1 immortal=1 -> 0";
}
